-- Walks a list of the open interface page by page, as many walks as there are connections, each
-- from the beginning again at its end: BENCH_LIST is the address with its limit, BENCH_TOKEN who
-- asks. Counts the items by their "number"s (BENCH_ITEM names another member).
local list, token = os.getenv("BENCH_LIST"), os.getenv("BENCH_TOKEN")
local item = '"' .. (os.getenv("BENCH_ITEM") or "number") .. '":'
local waiting = {}
local workers = {}
items, pages, refused, ended = 0, 0, 0, 0

function setup(thread) workers[#workers + 1] = thread end

function init(arguments)
    if token and token ~= "" then wrk.headers["Authorization"] = "Bearer " .. token end
end

function request()
    local cursor = table.remove(waiting, 1)
    return wrk.format("GET", cursor and (list .. "&cursor=" .. cursor) or list)
end

function response(status, headers, body)
    if status ~= 200 then
        refused = refused + 1
        return
    end
    pages = pages + 1
    local place, count = 1, 0
    while true do
        local first, last = string.find(body, item, place, true)
        if not first then break end
        count, place = count + 1, last + 1
    end
    items = items + count
    local cursor = string.match(body, '"next":"([^"]+)"')
    if cursor then waiting[#waiting + 1] = cursor else ended = ended + 1 end
end

function done(summary, latency, requests)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.timeout
    local all, walks = 0, 0
    for _, worker in ipairs(workers) do
        failed = failed + worker:get("refused")
        all = all + worker:get("items")
        walks = walks + worker:get("ended")
    end
    io.write(string.format(
        "RESULT requests=%d microseconds=%d failed=%d p50=%d p95=%d p99=%d items=%d ended=%d\n",
        summary.requests, summary.duration, failed, latency:percentile(50),
        latency:percentile(95), latency:percentile(99), all, walks))
end
