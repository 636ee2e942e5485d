#!/usr/bin/env bash
# Makes a fresh Debian or Ubuntu machine an Outline server, and prints what goes into Llavero's servers.yaml. Running it again
# changes nothing and prints the same; what was interrupted is begun anew.
set -euo pipefail

# Outline's own installer, as it stood at this commit; anything else is not run.
readonly commit=d2d72a13c1d04e5907c72b2da054e6961da340ff
readonly sha256=ad30fe2d894d940a90b475a0743ca65b1881ea14e181a01b1d912d41b249c4fd
readonly address=${OUTLINE_INSTALLER:-https://raw.githubusercontent.com/Jigsaw-Code/outline-apps/$commit/server_manager/install_scripts/install_server.sh}
readonly access=/opt/outline/access.txt

id='' location='' host='' capacity=1000 keys_port=443 api_port='' uninstall='' purge=''

usage() {
  cat <<'TEXT'
install-outline-server.sh --id nl-1 --location nl --host nl1.example.org
    [--capacity 1000] [--keys-port 443] [--api-port N]
install-outline-server.sh --uninstall [--purge]     --purge: its keys as well

Outline's installer fetches images from quay.io and starts Watchtower, which keeps them up to date.
TEXT
}

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

while (($#)); do
  case $1 in
    --uninstall) uninstall=yes && shift ;;
    --purge) purge=yes && shift ;;
    --help | -h) usage && exit 0 ;;
    --id | --location | --host | --capacity | --keys-port | --api-port)
      [[ -n ${2:-} ]] || die "$1 needs a value"
      name=${1#--}
      printf -v "${name//-/_}" '%s' "$2"
      shift 2
      ;;
    *) usage >&2 && die "unknown: $1" ;;
  esac
done

((EUID == 0)) || die "Run this as root."

if [[ -n $uninstall ]]; then
  if command -v docker >/dev/null; then docker rm -f shadowbox watchtower >/dev/null 2>&1 || true; fi
  if [[ -n $purge ]]; then
    rm -rf /opt/outline
    printf 'Outline is gone, with its keys.\n'
  else
    printf '%s\n' "Outline is stopped and removed. Users' keys stay in /opt/outline (--purge removes them) and work again once it is installed again." \
      "Its management address and certificate will then be others: put the block that is printed into servers.yaml."
  fi
  exit 0
fi

[[ $id =~ ^[a-z0-9-]{1,32}$ ]] || die "--id is 1 to 32 of a-z, 0-9 and -, such as nl-1"
[[ $location =~ ^[a-z0-9-]{1,12}$ ]] || die "--location is the code of a place in servers.yaml, such as nl"
[[ $host =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]] || die "--host is the name under which users find this machine"
[[ $capacity =~ ^[1-9][0-9]{0,5}$ ]] || die "--capacity is a number of keys"

field() { if [[ -r $access ]]; then sed -n "s/^$1://p" "$access" | tail -n 1; fi; }

runs() { [[ $(docker inspect -f '{{.State.Running}}' shadowbox 2>/dev/null) == true ]]; }

# Outline's installer writes the hash early and the address last.
described() { [[ -n $(field certSha256) && -n $(field apiUrl) ]]; }

installed() { described && runs; }

install_packages() {
  local command
  local -a missing=()
  for command in curl openssl; do command -v "$command" >/dev/null || missing+=("$command"); done
  # curl trusts nobody without them, and only recommends them.
  [[ -s /etc/ssl/certs/ca-certificates.crt ]] || missing+=(ca-certificates)
  command -v docker >/dev/null || missing+=(docker.io)
  if ((${#missing[@]})); then
    apt-get -q update
    # From Debian 13 on the command is in a package of its own, which docker.io only recommends.
    if ! command -v docker >/dev/null && apt-cache show docker-cli >/dev/null 2>&1; then missing+=(docker-cli); fi
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}" \
      || die "Not all of ${missing[*]} can be installed here."
  fi
  # Without it Outline's installer would run whatever Docker's home page has today, as root.
  for command in curl openssl docker; do
    command -v "$command" >/dev/null || die "There is no command '$command' here, even after apt-get: nothing was done."
  done
}

# What runs already is asked for before anything is judged: an engine or a server that rests has its identity still.
wake() {
  docker info >/dev/null 2>&1 || systemctl enable --now docker.service || true
  docker info >/dev/null 2>&1 || die "Docker does not answer: systemctl status docker"
  if described && ! runs; then docker start shadowbox >/dev/null 2>&1 || true; fi
}

# What an interrupted installation left; keys that are there stay.
clear_away() { docker rm -f shadowbox watchtower >/dev/null 2>&1 || true; }

install_outline() {
  local place
  place=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$place'" EXIT
  curl -fsSL --retry 3 -o "$place/install_server.sh" "$address"
  printf '%s  %s\n' "$sha256" "$place/install_server.sh" | sha256sum --check --quiet \
    || die "Outline's installer at $address is not the one that this script knows: nothing was done."
  clear_away
  local -a options=(--hostname "$host" --keys-port "$keys_port")
  if [[ -n $api_port ]]; then options+=(--api-port "$api_port"); fi
  bash "$place/install_server.sh" "${options[@]}" </dev/null
}

# On standard error: standard output is the block for servers.yaml alone.
{
  install_packages
  wake
  installed || install_outline
} >&2
installed || die "Outline's installer has ended without a server: see what it said above, then run this again."

printf '  - id: %s\n    location: %s\n    protocol: outline\n    host: %s\n    api-url: "%s"\n    cert-sha256: "%s"\n    capacity: %s\n' \
  "$id" "$location" "$host" "$(field apiUrl)" "$(field certSha256)" "$capacity"
printf 'This block opens the server: put it into servers.yaml and nowhere else.\n' >&2
