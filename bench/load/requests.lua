-- wrk script: GET /orders/42 with the tokens of a file, in turn. Every turn uses it, with one token or many, so that
-- the load generator costs the same everywhere. With many, each connection meets another token at every request.
local requests, last = {}, 0

function init(args)
    for token in io.lines(args[1]) do
        requests[#requests + 1] = wrk.format("GET", "/orders/42", {
            ["Authorization"] = "Bearer " .. token,
            ["Accept"] = "application/json",
            ["User-Agent"] = "bench",
        })
    end
end

function request()
    last = last % #requests + 1
    return requests[last]
end

-- One line for the caller: requests, microseconds, p50, p99 (microseconds), failed requests.
function done(summary, latency)
    local e = summary.errors
    local failed = e.connect + e.read + e.write + e.status + e.timeout
    io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), failed))
end
