#!/usr/bin/env bash
# Makes a fresh Debian or Ubuntu machine an Outline server, and prints what goes into Llavero's servers.yaml. Running it again
# changes nothing and prints the same.
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
install-outline-server.sh --uninstall [--purge]     --purge: its keys and its identity as well

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
    printf 'Outline is stopped and removed; keys and identity stay in /opt/outline (--purge removes them).\n'
  fi
  exit 0
fi

[[ $id =~ ^[a-z0-9-]{1,32}$ ]] || die "--id is 1 to 32 of a-z, 0-9 and -, such as nl-1"
[[ $location =~ ^[a-z0-9-]{1,12}$ ]] || die "--location is the code of a place in servers.yaml, such as nl"
[[ $host =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]] || die "--host is the name under which users find this machine"
[[ $capacity =~ ^[1-9][0-9]{0,5}$ ]] || die "--capacity is a number of keys"

field() { sed -n "s/^$1://p" "$access" | tail -n 1; }

installed() { [[ -s $access ]] && docker inspect shadowbox >/dev/null 2>&1; }

need() {
  local command=$1 package=$2
  if command -v "$command" >/dev/null; then return; fi
  apt-get -q update
  DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$package"
}

# On standard error: standard output is the block for servers.yaml alone.
install_outline() {
  local place
  need curl curl
  need docker docker.io
  need openssl openssl
  place=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$place'" EXIT
  curl -fsSL --retry 3 -o "$place/install_server.sh" "$address"
  printf '%s  %s\n' "$sha256" "$place/install_server.sh" | sha256sum --check --quiet \
    || die "Outline's installer at $address is not the one that this script knows: nothing was done."
  local -a options=(--hostname "$host" --keys-port "$keys_port")
  if [[ -n $api_port ]]; then options+=(--api-port "$api_port"); fi
  bash "$place/install_server.sh" "${options[@]}" </dev/null
}

installed || install_outline >&2
installed || die "Outline's installer has ended without a server: see what it said above."

printf '  - id: %s\n    location: %s\n    protocol: outline\n    host: %s\n    api-url: "%s"\n    cert-sha256: "%s"\n    capacity: %s\n' \
  "$id" "$location" "$host" "$(field apiUrl)" "$(field certSha256)" "$capacity"
printf 'This block opens the server: put it into servers.yaml and nowhere else.\n' >&2
