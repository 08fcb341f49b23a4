# shellcheck shell=bash
# Sourced at the start of a run (common.sh): the measured processes. The upstream, the bare YARP hosts and the gateways, with their files in $work.

: "${work:?the folder of the run}" "${root:?the folder of the repository}" "${gateway_dir?the published gateway, empty until it is}"

# publish PROJECT FOLDER : publishes as for a release. A separate artifacts directory leaves the obj directories of the repository alone.
publish() {
    echo "publishing $1" >&2
    timeout --foreground 900 dotnet publish "$root/$1" -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true \
        --artifacts-path "$work/artifacts" -o "$work/$2" -nodeReuse:false -p:UseSharedCompilation=false >"$work/publish.log" 2>&1 || {
        tail -n 20 "$work/publish.log" >&2
        fail "publishing $1 failed"
    }
}

publish_gateway() {
    [[ -z $gateway_dir ]] || return 0
    publish src/TokenGateway published
    gateway_dir=$work/published
}

start_upstream() {
    free_port 'port_of[direct]'
    mkdir "$work/nginx"
    cat >"$work/nginx/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $work/nginx/pid;
events { worker_connections 4096; }
http {
    access_log off;
    keepalive_timeout 1h;
    keepalive_requests 1000000000;
    client_body_temp_path $work/nginx/body;
    proxy_temp_path $work/nginx/proxy;
    fastcgi_temp_path $work/nginx/fastcgi;
    uwsgi_temp_path $work/nginx/uwsgi;
    scgi_temp_path $work/nginx/scgi;
    server {
        listen 127.0.0.1:${port_of[direct]};
        default_type application/json;
        location / { return 200 '$(hundred_bytes)'; }
    }
}
CONF
    start direct nginx -p "$work/nginx" -c "$work/nginx/nginx.conf" -e "$work/nginx/error.log"
    await direct none
}

hundred_bytes() {
    printf '{"id":42,"customer":"Harbour Cafe","item":"Espresso beans 1 kg","note":"%029d"}' 0
}

# start_bare NAME
start_bare() {
    free_port "port_of[$1]"
    start "$1" dotnet "$work/bare/BareYarp.dll" --contentRoot "$work/bare" --urls "$(url_of "$1")" \
        --ReverseProxy:Clusters:upstream:Destinations:a:Address="$(url_of direct)/"
    await "$1" none
}

# One store with all tokens; every gateway gets a copy of it, so that none does another's work.
seed_store() {
    local config=$work/seed/gateway.json
    mkdir -p "$work/seed/data"
    write_gateway_config "$config" 0 0
    tokengateway user create --config "$config" --id alice --email alice@example.com --role Engineers >"$work/seed.log" 2>&1 ||
        fail_with_log "'user create' failed" "$work/seed.log"
    create_tokens "$config" 1 "$work/one.tokens"
}

# Also adds the tokens of the seed to PostgreSQL.
seed_postgresql() {
    start_postgresql
    create_database gateway
    openssl rand -base64 32 >"$work/cache.key"
    write_gateway_config "$work/seed/postgresql.json" 0 0 stored
    tokengateway store copy --config "$work/seed/gateway.json" --to "$work/seed/postgresql.json" --finish >"$work/seed.log" 2>&1 ||
        fail_with_log "'store copy' failed" "$work/seed.log"
}

# create_tokens CONFIG COUNT FILE : one value per line.
create_tokens() {
    local config=$1 count=$2 file=$3 name
    name=$(basename "$file" .tokens)
    echo "creating $count token(s)" >&2
    seq 1 "$count" | timeout --foreground 900 xargs -P2 -I{} dotnet "$gateway_dir/tokengateway.dll" token create --config "$config" \
        --user alice --name "$name-{}" --json 2>"$work/seed.log" |
        sed -n 's/.*"token": *"\([^"]*\)".*/\1/p' >"$file" || fail_with_log "'token create' failed" "$work/seed.log"
    (($(sort -u "$file" | wc -l) == count)) || fail_with_log "fewer tokens than asked for" "$work/seed.log"
}

# start_gateway NAME [VARIABLE=VALUE...]
start_gateway() {
    local name=$1 token management
    shift
    token=$(head -n 1 "$work/one.tokens")
    free_port "port_of[$name]"
    free_port management
    port_of[$name.management]=$management
    cp -r "$work/seed" "$work/$name"
    write_gateway_config "$work/$name/gateway.json" "${port_of[$name]}" "$management" "$name"
    start "$name" env "$@" dotnet "$gateway_dir/tokengateway.dll" serve --config "$work/$name/gateway.json"
    await "$name" "$token"
    [[ $(status_of "$name") == 401 ]] || fail "$name lets a request without a token through: this is no fair comparison"
}

tokengateway() {
    timeout --foreground 60 dotnet "$gateway_dir/tokengateway.dll" "$@"
}

# Uses the same port after a restart.
start_redis() {
    [[ -n ${port_of[redis]:-} ]] || free_port 'port_of[redis]'
    start redis redis-server --port "${port_of[redis]}" --bind 127.0.0.1 --save "" --appendonly no --dir "$work"
}

# write_gateway_config FILE EDGE_PORT MANAGEMENT_PORT [NAME] : "limit" has a rate limit that is never exceeded; so have "shared" and
# "leased", which count it in Redis. "stored" and "second" keep their tokens in PostgreSQL and have a cache that is too small for them;
# "second" shares what it reads through Redis.
write_gateway_config() {
    local limits="" named="" cache="" store='"Store": { "Provider": "Sqlite", "ConnectionString": "Data Source=data/tokengateway.db" }'
    case ${4:-} in
        limit) limits='"RateLimits": { "standard": { "By": "owner", "Permits": 10000000, "Window": "1s" } },' ;;
        shared | leased)
            local mode=Exact
            [[ $4 == shared ]] || mode=Leased
            limits="\"RateLimits\": { \"standard\": { \"By\": \"owner\", \"Permits\": 10000000, \"Window\": \"1s\", \"Mode\": \"$mode\" } },
    \"Redis\": { \"ConnectionString\": \"127.0.0.1:${port_of[redis]}\" },"
            ;;
        stored | second)
            store="\"Store\": { \"Provider\": \"PostgreSql\", \"ConnectionString\": \"$(connection_to gateway)\" },
    \"Audit\": { \"KeyFile\": \"$work/seed/data/audit.key\" }, \"Cache\": { \"Capacity\": 10 }"
            [[ $4 == stored ]] ||
                cache="\"Redis\": { \"ConnectionString\": \"127.0.0.1:${port_of[redis]}\", \"Cache\": true, \"CacheKeyFile\": \"$work/cache.key\" },"
            ;;
    esac
    [[ -z $limits ]] || named='"RateLimits": ["standard"],'
    cat >"$1" <<JSON
{
  "Kestrel": { "Endpoints": { "Edge": { "Url": "http://127.0.0.1:$2" }, "Management": { "Url": "http://127.0.0.1:$3" } } },
  "ReverseProxy": {
    "Clusters": { "upstream": { "Destinations": { "a": { "Address": "$(url_of direct)/" } } } },
    "Routes": {
      "orders": {
        "ClusterId": "upstream",
        "Match": { "Path": "/orders/{**rest}" },
        "TokenGateway": {
          $named
          "Access": [
            { "Methods": ["GET", "HEAD"], "MinRole": "Users", "AllPermissions": ["orders:read"] },
            { "Methods": ["POST", "PUT", "PATCH", "DELETE"], "MinRole": "Engineers", "AllPermissions": ["orders:write"] }
          ]
        }
      }
    }
  },
  "TokenGateway": {
    $limits
    $cache
    "Credentials": ["Authorization: Bearer", "X-API-Key", "?api_token"],
    "Identity": {
      "X-Auth-User": "{user.id}", "X-Auth-Email": "{user.email}", "X-Auth-Role": "{role}",
      "X-Auth-Permissions": "{permissions}", "X-Auth-Token-Id": "{token.id}"
    },
    "Roles": {
      "Users": { "Rank": 10, "Permissions": ["orders:read"] },
      "Engineers": { "Rank": 20, "Permissions": ["orders:read", "orders:write"] }
    },
    "Tokens": { "MaxPerUser": 1000000 },
    $store
  }
}
JSON
}
