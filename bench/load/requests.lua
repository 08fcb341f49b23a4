-- wrk script: GET /orders/42 with the tokens of a file, in turn. Every turn uses it, with one token or many, so that
-- the load generator costs the same everywhere. With many, each connection meets another token at every request.
-- With the word "browser" behind the file, the requests have the headers that a page's script sends.
local requests, last = {}, 0

local program = {
    ["Accept"] = "application/json",
    ["User-Agent"] = "bench",
}

local browser = {
    ["Accept"] = "application/json, text/plain, */*",
    ["Accept-Encoding"] = "gzip, deflate, br, zstd",
    ["Accept-Language"] = "en-US,en;q=0.9,de;q=0.8",
    ["Cache-Control"] = "no-cache",
    ["Cookie"] = "sid=2f0c1c1a8b; theme=dark; consent=yes",
    ["Pragma"] = "no-cache",
    ["Referer"] = "https://shop.example.com/orders?page=2",
    ["Sec-Fetch-Dest"] = "empty",
    ["Sec-Fetch-Mode"] = "cors",
    ["Sec-Fetch-Site"] = "same-origin",
    ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    ["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
}

function init(args)
    local headers = args[2] == "browser" and browser or program
    for token in io.lines(args[1]) do
        headers["Authorization"] = "Bearer " .. token
        requests[#requests + 1] = wrk.format("GET", "/orders/42", headers)
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
