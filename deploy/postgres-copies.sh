#!/usr/bin/env bash
# Copies of a Postgres without Docker, and the way back: what ./llavero backup and restore do with one. docs/systemd.md tells what it needs.
set -euo pipefail
export LC_ALL=C

readonly backup=${LLAVERO_BACKUP:-/var/lib/llavero-backup}
readonly data=${PGDATA:-/var/lib/postgresql/18/main}
readonly unit=${POSTGRES_UNIT:-postgresql@18-main.service}

usage() {
  cat <<'TEXT'
postgres-copies.sh backup [--keep 3]
postgres-copies.sh restore [--until TIME] [--copy NAME] [--timeline N]

As root. LLAVERO_BACKUP (/var/lib/llavero-backup), PGDATA (/var/lib/postgresql/18/main) and POSTGRES_UNIT (postgresql@18-main.service) say
what stands elsewhere.
TEXT
}

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

as_postgres() { (cd / && runuser -u postgres -- "$@"); }

ask() { as_postgres psql -X -d llavero -Atqc "$1"; }

# Names of copies, oldest first; what was interrupted ends in .part.
copies() { find "$backup/base" -mindepth 1 -maxdepth 1 -name '[0-9]*Z' -printf '%f\n' | sort; }

make_copy() {
  local keep=3 name oldest first
  while (($#)); do
    case $1 in
      --keep) keep=${2:?--keep needs a number} && shift 2 ;;
      *) die "backup knows --keep N, not $1" ;;
    esac
  done
  [[ $keep =~ ^[1-9][0-9]*$ ]] || die "--keep is how many copies stay, at least 1"
  [[ $(ask "select current_setting('archive_mode')") == on ]] || die "Postgres archives no changes: deploy/postgres-archive.conf is not in force."
  name=$(date -u +%Y-%m-%dT%H-%M-%SZ)
  as_postgres pg_basebackup -D "$backup/base/$name.part" -Ft -z -X none -c fast --no-sync
  sync "$backup/base/$name.part"/*
  mv "$backup/base/$name.part" "$backup/base/$name"
  # A copy without its first changes is none: they go into the archive now.
  ask 'select pg_switch_wal()' >/dev/null
  copies | head -n "-$keep" | while read -r old; do rm -rf "${backup:?}/base/$old"; done
  oldest=$(copies | sed -n 1p)
  first=$(tar -xzOf "$backup/base/$oldest/base.tar.gz" backup_label | sed -n 's/^START WAL LOCATION.*file \([0-9A-F]*\).*/\1/p')
  as_postgres pg_archivecleanup -x .gz "$backup/wal" "$first"
  printf 'Copied to %s/base/%s. With it, and what lies in %s/wal, every minute since then can be had again.\n' "$backup" "$name" "$backup"
  printf 'Take both to another machine, and the key of the vault to a third place: it is not among them.\n'
}

restore() {
  local until='' copy='' timeline=latest latest='' name setting
  while (($#)); do
    case $1 in
      --until) until=${2:?--until needs a time such as 2026-11-22 04:30:00+00} && shift 2 ;;
      --copy) copy=${2:?--copy needs a name from the folder base} && shift 2 ;;
      --timeline) timeline=${2:?--timeline needs a number such as 1} && shift 2 ;;
      *) die "restore knows --until TIME, --copy NAME and --timeline N, not $1" ;;
    esac
  done
  [[ $until =~ ^[0-9:+\ .TZ-]*$ ]] || die "--until is a time such as 2026-11-22 04:30:00+00"
  # Postgres would take 010 for 8.
  [[ $timeline =~ ^(latest|[1-9][0-9]{0,8})$ ]] || die "--timeline is a number such as 1, or latest"
  if [[ -n $until ]]; then
    # A time without a zone is one of UTC, whatever this machine and its Postgres think.
    [[ $until == *:* ]] || until+=' 00:00:00'
    [[ $until =~ :.*[Z+-] ]] || until+=+00
    latest=$(date -u -d "$until" +%Y-%m-%dT%H-%M-%SZ 2>/dev/null) || die "--until is a time such as 2026-11-22 04:30:00+00, which '$until' is not"
  fi
  # Postgres goes forward only, so to reach a time it begins with a copy of before.
  if [[ -z $copy ]]; then
    while read -r name; do if [[ -z $latest || ! $name > $latest ]]; then copy=$name; fi; done < <(copies)
    [[ -n $copy ]] || die "There is no copy in $backup/base${latest:+ from $latest or before: that time cannot be reached}"
  fi
  [[ -r $backup/base/$copy/base.tar.gz ]] || die "There is no copy '$copy' in $backup/base"

  systemctl stop llavero.service
  systemctl stop "$unit"
  if [[ -e $data ]]; then mv "$data" "$data.before-$(date -u +%Y-%m-%dT%H-%M-%SZ)"; fi
  install -d -o postgres -g postgres -m 700 "$data"
  as_postgres tar -xzf "$backup/base/$copy/base.tar.gz" -C "$data"
  {
    printf "restore_command = 'gunzip -c %s/wal/%%f.gz >%%p'\n" "$backup"
    printf "recovery_target_timeline = '%s'\nrecovery_target_action = 'promote'\n" "$timeline"
    if [[ -n $until ]]; then printf "recovery_target_time = '%s'\n" "$until"; fi
  } >>"$data/postgresql.auto.conf"
  as_postgres touch "$data/recovery.signal"
  printf 'Restoring the copy %s%s …\n' "$copy" "${until:+ up to $until}"
  systemctl start "$unit" || die "Postgres does not start: journalctl -u $unit, and its own log"
  until [[ $(ask 'select pg_is_in_recovery()' 2>/dev/null) == f ]]; do
    systemctl is-active -q "$unit" || die "Postgres has ended: journalctl -u $unit, and its own log"
    sleep 1
  done
  # What the restored database does not know to be archived must not be asked for again at its next start.
  for setting in restore_command recovery_target_time recovery_target_timeline recovery_target_action; do ask "alter system reset $setting"; done
  # The log has gone on: what it knows is taken in first, and nothing is done before a word.
  ask 'insert into keys.restoring default values on conflict do nothing'
  printf 'The database is there again, up to %s.\n' "$(ask "select coalesce(pg_last_xact_replay_timestamp()::text, 'the copy itself')")"
  # Its number leads each archived file's name, in hexadecimal.
  printf 'What happens from now on is timeline %s; what this restore left out can be had again by --timeline and the number of before.\n' \
    "$(ask "select ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int")"
  printf 'Look at it, then: systemctl start llavero, llavero-op reconcile --dry-run, llavero-op reconcile --confirm\n'
}

((EUID == 0)) || die "Run this as root."
case ${1:-} in
  backup) make_copy "${@:2}" ;;
  restore) restore "${@:2}" ;;
  *) usage >&2 && exit 2 ;;
esac
