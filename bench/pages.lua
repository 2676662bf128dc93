-- GETs of pages from the file in BENCH_PATHS, one path a line: chosen at random, or with BENCH_ONCE
-- each once, in their order, to fill a cache.
local paths, once, sent, answered = {}, os.getenv("BENCH_ONCE"), 0, 0

function init(arguments)
    math.randomseed(20261123)
    for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
    wrk.headers["Accept-Encoding"] = "gzip"
end

function request()
    if not once then return wrk.format("GET", paths[math.random(#paths)]) end
    sent = sent + 1
    return wrk.format("GET", paths[math.min(sent, #paths)])
end

if os.getenv("BENCH_ONCE") then
    function response()
        answered = answered + 1
        if answered >= #paths then wrk.thread:stop() end
    end
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        "RESULT requests=%d microseconds=%d failed=%d p50=%d p99=%d max=%d\n",
        summary.requests, summary.duration,
        errors.connect + errors.read + errors.write + errors.timeout + errors.status,
        latency:percentile(50), latency:percentile(99), latency.max))
end
