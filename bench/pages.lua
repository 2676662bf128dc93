-- GETs of pages chosen at random from the file in BENCH_PATHS, one path a line.
local paths = {}

function init(arguments)
    math.randomseed(20261123)
    for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
    wrk.headers["Accept-Encoding"] = "gzip"
end

function request()
    return wrk.format("GET", paths[math.random(#paths)])
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        "RESULT requests=%d microseconds=%d failed=%d p50=%d p99=%d max=%d\n",
        summary.requests, summary.duration,
        errors.connect + errors.read + errors.write + errors.timeout + errors.status,
        latency:percentile(50), latency:percentile(99), latency.max))
end
