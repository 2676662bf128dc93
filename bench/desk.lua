-- GETs of one officer's pages: the addresses in BENCH_PATHS in turn, with the cookie BENCH_COOKIE.
-- Whatever is not answered with 200 has failed: a redirect to the sign-in page is no inbox.
local paths, sent = {}, 0
local workers = {}
refused = 0

function setup(thread) workers[#workers + 1] = thread end

function init(arguments)
    for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
    wrk.headers["Accept-Encoding"] = "gzip"
    wrk.headers["Cookie"] = os.getenv("BENCH_COOKIE")
end

function request()
    sent = sent + 1
    return wrk.format("GET", paths[sent % #paths + 1])
end

function response(status, headers, body)
    if status ~= 200 then refused = refused + 1 end
end

function done(summary, latency, requests)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.timeout
    for _, worker in ipairs(workers) do failed = failed + worker:get("refused") end
    io.write(string.format(
        "RESULT requests=%d microseconds=%d failed=%d p50=%d p95=%d p99=%d max=%d\n",
        summary.requests, summary.duration, failed, latency:percentile(50),
        latency:percentile(95), latency:percentile(99), latency.max))
end
