# shellcheck shell=bash
# Sourced at the start of a run by the scripts that need PostgreSQL: starts a separate server with default settings.

: "${work:?the folder of the run}"

# PostgreSQL and pgbouncer refuse to run as root.
as_whom() {
    ((EUID != 0)) || echo setpriv --reuid=postgres --regid=postgres --clear-groups
}

start_postgresql() {
    postgresql=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
    free_port 'port_of[postgresql]'
    mkdir "$work/pg"
    chmod 755 "$work"
    ((EUID != 0)) || chown postgres "$work/pg"
    $(as_whom) "$postgresql/initdb" --pgdata "$work/pg/data" --auth trust --username postgres --encoding UTF8 --locale C.UTF-8 >"$work/initdb.log" 2>&1 ||
        fail_with_log "initdb failed" "$work/initdb.log"
    start postgresql env -C "$work/pg" $(as_whom) "$postgresql/postgres" -D "$work/pg/data" -p "${port_of[postgresql]}" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400
    await_port postgresql
}

# create_database NAME
create_database() {
    "$postgresql/psql" --host 127.0.0.1 --port "${port_of[postgresql]}" --username postgres --quiet --command "CREATE DATABASE $1" >"$work/psql.log" 2>&1 ||
        fail_with_log "the database cannot be made" "$work/psql.log"
}

# connection_to DATABASE : a connection string for Npgsql.
connection_to() {
    echo "Host=127.0.0.1;Port=${port_of[postgresql]};Username=postgres;Database=$1"
}

await_port() {
    local deadline=$((SECONDS + ready_within))
    until (: <>"/dev/tcp/127.0.0.1/${port_of[$1]}") 2>/dev/null; do
        ((SECONDS < deadline)) && kill -0 "${pid_of[$1]}" 2>/dev/null || fail_with_log "$1 does not listen" "$work/$1.log"
        sleep 0.1
    done
    sleep 0.5
}
