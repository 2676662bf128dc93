-- Final POSTs of ready drafts from BENCH_DRAFTS (path, cookie, body between tabs), each sent once.
-- Counted is what was acknowledged with 303, over the time from the first POST to the last answer;
-- the run ends when the drafts are used up.
local ffi = require("ffi")
ffi.cdef [[
    typedef struct { long seconds; long microseconds; } bench_time;
    int gettimeofday(bench_time *now, void *zone);
]]

local function now()
    local time = ffi.new("bench_time")
    ffi.C.gettimeofday(time, nil)
    return tonumber(time.seconds) * 1e6 + tonumber(time.microseconds)
end

local workers = {}
function setup(thread) workers[#workers + 1] = thread end

-- Of one thread; done() reads them, so they are global.
drafts, sent, acknowledged, other, began, ended = {}, -1, 0, 0, 0, 0

function init(arguments)
    for line in io.lines(os.getenv("BENCH_DRAFTS")) do drafts[#drafts + 1] = line end
end

function request()
    -- wrk calls once before the run to look at the request; that one is not sent.
    sent = sent + 1
    if sent == 1 then began = now() end
    local line = drafts[math.min(math.max(sent, 1), #drafts)]
    local path, cookie, body = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    return wrk.format("POST", path, {
        ["Cookie"] = cookie,
        ["Content-Type"] = "application/x-www-form-urlencoded",
    }, body)
end

function response(status, headers, body)
    if acknowledged + other >= #drafts then return end
    if status == 303 then
        acknowledged = acknowledged + 1
    else
        other = other + 1
        if other == 1 then io.stderr:write("first refusal: HTTP " .. status .. "\n") end
    end
    ended = now()
    if acknowledged + other >= #drafts then wrk.thread:stop() end
end

function done(summary, latency, requests)
    local worker = workers[1]
    local yes, no = worker:get("acknowledged"), worker:get("other")
    local errors = summary.errors
    io.write(string.format(
        "RESULT requests=%d microseconds=%d failed=%d p50=%d p99=%d max=%d\n",
        yes + no, worker:get("ended") - worker:get("began"),
        no + errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99), latency.max))
end
