import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// `tenant list` of more tenants than a token may ask for at full speed.
    @Suite struct LargeFleetTests {
        /// A stand-in for the admin API's list with its pages and its rate, and the command beside it.
        ///
        /// Arguments: how many tenants, the program, and its arguments. The last line says what was asked: requests, those that were
        /// refused, and those with `expand`.
        private static let standIn = #"""
            import http.server, json, os, subprocess, sys, threading, time, urllib.parse

            count = int(sys.argv[1])
            bucket, filled, asked = 200.0, time.monotonic(), {"all": 0, "refused": 0, "expanded": 0}

            def tenant(number):
                return {
                    "id": "ten_%d" % number, "slug": "t%05d" % number, "name": "Tenant %d" % number, "readable": True,
                    "status": "active", "version": 1, "webhook": {"path": "/hooks/x", "live_key_count": 1},
                    "created_at": "2026-11-22T10:00:00.000Z", "updated_at": "2026-11-22T10:00:00.000Z",
                }

            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def answer(self, status, value, headers={}):
                    body = json.dumps(value).encode()
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    for name, text in headers.items():
                        self.send_header(name, text)
                    self.end_headers()
                    self.wfile.write(body)

                def do_GET(self):
                    global bucket, filled
                    now = time.monotonic()
                    bucket, filled = min(200.0, bucket + (now - filled) * 50), now
                    asked["all"] += 1
                    if bucket < 1:
                        asked["refused"] += 1
                        problem = {"type": "about:blank", "title": "The token asks too often.", "status": 429}
                        return self.answer(429, dict(problem, code="rate_limited"), {"Retry-After": "1"})
                    bucket -= 1
                    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                    asked["expanded"] += "expand" in query
                    size = min(int(query.get("limit", "50")), 10 if "expand" in query else 200)
                    first = int(query.get("after", "0"))
                    end = min(first + size, count)
                    self.answer(200, {
                        "object": "list", "data": [tenant(number) for number in range(first, end)],
                        "has_more": end < count, "next_cursor": str(end) if end < count else None,
                    })

                def log_message(self, *words):
                    pass

            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            environment = dict(os.environ)
            environment["HOOKSWITCH_URL"] = "http://127.0.0.1:%d" % server.server_address[1]
            environment["HOOKSWITCH_TOKEN"] = "hsw_of_the_stand_in"
            ended = subprocess.run(sys.argv[2:], env=environment)
            print("asked", asked["all"], asked["refused"], asked["expanded"])
            sys.exit(ended.returncode)
            """#

        private struct Listing {
            let status: Int32
            /// The lines of the command.
            let lines: [Substring]
            let errors: String
            /// Requests, refused ones, and those with `expand`.
            let asked: [Int]
        }

        private static func list(_ count: Int, _ options: [String]) async throws -> Listing {
            try await TemporaryDirectory.withDirectory { directory in
                let program = BuiltProgram.url("hookswitch").path
                let result = try await TestProgram.run(
                    TestPython.path,
                    ["-c", Self.standIn, String(count), program, "tenant", "list"] + options,
                    environment: [
                        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": directory,
                        "PYTHONUNBUFFERED": "1",
                    ],
                    in: directory
                )
                var lines = result.output.split(separator: "\n")
                let last = lines.popLast() ?? ""
                let asked = last.split(separator: " ").dropFirst().compactMap { Int($0) }
                return Listing(status: result.status, lines: lines, errors: result.errors, asked: asked)
            }
        }

        @Test func tenThousandTenantsAreATable() async throws {
            let listing = try await Self.list(10_000, [])

            #expect(listing.status == 0, "\(listing.errors)")
            #expect(listing.lines.count == 10_001)
            #expect(listing.asked == [50, 0, 0], "\(listing.asked)")
            #expect(listing.errors.contains("10000 tenants"), "\(listing.errors)")
            #expect(listing.errors.contains("are told with --activity"), "\(listing.errors)")
        }

        @Test func fewTenantsAreToldWholeAndNamedColumnsOnly() async throws {
            let few = try await Self.list(30, [])
            #expect(few.status == 0 && few.asked == [4, 0, 3], "\(few.asked) \(few.errors)")
            #expect(!few.errors.contains("--activity"), "\(few.errors)")

            let first = try await Self.list(10_000, ["--limit", "20"])
            #expect(first.status == 0 && first.asked == [2, 0, 2], "\(first.asked) \(first.errors)")

            let named = try await Self.list(10_000, ["--columns", "tenant,name"])
            #expect(named.status == 0 && named.asked == [50, 0, 0], "\(named.asked) \(named.errors)")
            #expect(!named.errors.contains("--activity"), "\(named.errors)")
        }

        /// 300 pages, of which a token may ask 200 at once and then 50 a second.
        @Test func rateOfTheTokenIsKeptTo() async throws {
            let listing = try await Self.list(3_000, ["--activity", "-o", "name"])

            #expect(listing.status == 0, "\(listing.errors)")
            #expect(listing.lines.count == 3_000)
            #expect(listing.asked.count == 3 && listing.asked[2] == 300, "\(listing.asked)")

            let impatient = try await Self.list(10_000, ["--activity", "-o", "name", "--timeout", "1"])
            #expect(impatient.status == 7, "\(impatient.errors)")
        }
    }
}
