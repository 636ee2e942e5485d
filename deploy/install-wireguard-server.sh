#!/usr/bin/env bash
# Makes a fresh Debian or Ubuntu machine a WireGuard server that Llavero can manage, and prints what goes into servers.yaml.
# Running it again updates the agent and keeps the server's identity, its keys, and what else stands in its settings.
set -euo pipefail

readonly program=/opt/llavero-wireguard
readonly state=/var/lib/llavero-wireguard
readonly settings=/etc/llavero-wireguard.env
readonly unit=/etc/systemd/system/llavero-wireguard.service
readonly user=llavero-wireguard
readonly needed_java=25

id='' location='' host='' capacity='' port='' api_port='' agent='' uninstall='' purge=''

usage() {
  cat <<'TEXT'
install-wireguard-server.sh --id de-1 --location de --host de1.example.org --agent FOLDER
    [--capacity 1000] [--port 51820] [--api-port 51821]
    --capacity: how many keys it may get; how much memory the agent and wireguard-go may take follows from it
install-wireguard-server.sh --uninstall [--purge]   --purge: its keys and its identity as well

Other settings (docs/wireguard-agent.md), such as WIREGUARD_NETWORKS, are lines in /etc/llavero-wireguard.env; they stay when this runs again,
as the ports and the capacity do.
FOLDER is wireguard-agent/target/wireguard-agent of a built Llavero (./mvnw -pl wireguard-agent package), copied here.
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
    --id | --location | --host | --capacity | --port | --api-port | --agent)
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
  systemctl disable --now llavero-wireguard.service >/dev/null 2>&1 || true
  if [[ -x $program/wireguard-agent && -r $settings ]]; then
    # Takes the interface, its rules and the forwarding away.
    # shellcheck source=/dev/null
    (set -a && . "$settings" && "$program/wireguard-agent" uninstall) || true
  fi
  rm -rf "$program" "$unit" "$settings"
  systemctl daemon-reload >/dev/null 2>&1 || true
  if [[ -n $purge ]]; then
    rm -rf "$state"
    userdel "$user" >/dev/null 2>&1 || true
    printf 'The WireGuard server is gone, with its keys.\n'
  else
    printf 'The WireGuard server is gone; keys and identity stay in %s (--purge removes them).\n' "$state"
  fi
  exit 0
fi

set_before() { if [[ -e $settings ]]; then sed -n "s/^$1=//p" "$settings" | tail -n 1; fi; }

port=${port:-$(set_before WIREGUARD_PORT)} port=${port:-51820}
api_port=${api_port:-$(set_before WIREGUARD_API_PORT)} api_port=${api_port:-51821}
capacity=${capacity:-$(set_before WIREGUARD_CAPACITY)} capacity=${capacity:-1000}

[[ $id =~ ^[a-z0-9-]{1,32}$ ]] || die "--id is 1 to 32 of a-z, 0-9 and -, such as de-1"
[[ $location =~ ^[a-z0-9-]{1,12}$ ]] || die "--location is the code of a place in servers.yaml, such as de"
[[ $host =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]] || die "--host is the name under which users find this machine"
[[ $capacity =~ ^[1-9][0-9]{0,5}$ ]] || die "--capacity is a number of keys"
[[ $port =~ ^[1-9][0-9]{0,4}$ && $api_port =~ ^[1-9][0-9]{0,4}$ ]] || die "--port and --api-port are port numbers"
[[ -r $agent/wireguard-agent.jar ]] || die "--agent is the folder with wireguard-agent.jar: see --help"

java_version() { java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p'; }

install_packages() {
  local -a missing=()
  command -v ip >/dev/null || missing+=(iproute2)
  command -v nft >/dev/null || missing+=(nftables)
  command -v wg >/dev/null || missing+=(wireguard-tools)
  # Where the kernel has no WireGuard of its own.
  if ! modprobe -q wireguard 2>/dev/null && [[ ! -d /sys/module/wireguard ]] && ! command -v wireguard-go >/dev/null; then
    missing+=(wireguard-go)
  fi
  if ! command -v java >/dev/null || (($(java_version) < needed_java)); then missing+=("openjdk-$needed_java-jre-headless"); fi
  if ((${#missing[@]})); then
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}" \
      || die "Not all of ${missing[*]} can be had here. For Java $needed_java see https://adoptium.net/installation/linux"
  fi
}

# The agent is nobody else on this machine. In earlier versions it was root: what it kept, and the socket of a wireguard-go that goes on,
# then change hands, while it rests.
make_user() {
  local identity
  getent passwd "$user" >/dev/null || useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin "$user"
  identity=$(set_before WIREGUARD_PRIVATE_KEY_FILE)
  if [[ -n $identity && $identity != "$state"/* ]] && ! setpriv --reuid "$user" --regid "$user" --clear-groups test -r "$identity"; then
    die "The agent runs as $user, who cannot read $identity: chown $user that file, and let its folder be entered. Nothing was changed."
  fi
  if [[ -d $state && $(stat -c %U "$state") != "$user" ]]; then systemctl stop llavero-wireguard.service || true; fi
  install -d -m 700 "$state"
  chown -R "$user:$user" "$state"
  if [[ -d /run/wireguard ]]; then chown -R "$user:$user" /run/wireguard; fi
}

# In MB: 190 for a thousand keys, 450 for ten thousand, Java and wireguard-go together.
memory() {
  local megabytes=$((164 + capacity * 29 / 1000))
  printf '%s\n' $((megabytes < 192 ? 192 : megabytes))
}

# Over the network; and to have a port that only root may have otherwise.
capabilities() {
  printf CAP_NET_ADMIN
  if ((port < 1024 || api_port < 1024)); then printf ' CAP_NET_BIND_SERVICE'; fi
}

install_agent() {
  install -d -m 755 "$program"
  cp -R "$agent/." "$program.new"
  rm -rf "$program"
  mv "$program.new" "$program"
  chmod 755 "$program/wireguard-agent"
  (
    umask 077
    {
      printf 'WIREGUARD_HOST=%s\nWIREGUARD_PORT=%s\nWIREGUARD_API_PORT=%s\nWIREGUARD_STATE=%s\nWIREGUARD_CAPACITY=%s\n' \
        "$host" "$port" "$api_port" "$state" "$capacity"
      if [[ -e $settings ]]; then grep -vE '^WIREGUARD_(HOST|PORT|API_PORT|STATE|CAPACITY)=' "$settings" || true; fi
    } >"$settings.new"
    mv "$settings.new" "$settings"
  )
  cat >"$unit" <<UNIT
[Unit]
Description=Llavero's WireGuard agent
After=network-online.target
Wants=network-online.target

[Service]
User=$user
Group=$user
EnvironmentFile=$settings
# As root, for the agent may not.
ExecStartPre=+/bin/sh -c 'modprobe -qa wireguard tun || true'
ExecStart=$program/wireguard-agent
Restart=always
RestartSec=2
# wireguard-go goes on when the agent is stopped, restarted or updated, and with it the socket through which it is spoken to.
KillMode=process
RuntimeDirectory=wireguard
RuntimeDirectoryPreserve=yes
TimeoutStopSec=15
MemoryMax=$(memory)M
AmbientCapabilities=$(capabilities)
CapabilityBoundingSet=$(capabilities)
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=$state
ProtectHome=yes
PrivateTmp=yes
ProtectClock=yes
ProtectHostname=yes
RestrictSUIDSGID=yes
LockPersonality=yes

[Install]
WantedBy=multi-user.target
UNIT
  rm -f "$state/access.txt"
  systemctl daemon-reload
  systemctl enable llavero-wireguard.service
  systemctl restart llavero-wireguard.service
}

field() { sed -n "s/^$1://p" "$state/access.txt" | tail -n 1; }

install_packages >&2
make_user >&2
install_agent >&2
for ((second = 0; second < 30; second++)); do
  if [[ -s $state/access.txt ]]; then break; fi
  sleep 1
done
[[ -s $state/access.txt ]] || die "The agent does not start: journalctl -u llavero-wireguard"

printf '  - id: %s\n    location: %s\n    protocol: wireguard\n    host: %s\n    api-url: "%s"\n    cert-sha256: "%s"\n    capacity: %s\n' \
  "$id" "$location" "$host" "$(field apiUrl)" "$(field certSha256)" "$capacity"
printf 'This block opens the server: put it into servers.yaml and nowhere else. Let %s/udp and %s/tcp in.\n' "$port" "$api_port" >&2
