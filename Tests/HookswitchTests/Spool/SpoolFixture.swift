import Foundation
import HookswitchTesting
import Logging
@testable import Hookswitch
@testable import Routing

/// A source of chance that gives the same values at every run.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var value = self.state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// What tests of the spool share.
enum SpoolFixture {
    static let logger = Logger(label: "spool test") { _ in SwiftLogNoOpLogHandler() }

    /// Every state of the caller.
    static let callers: [CallFacts.Caller] =
        [.withheld, .invalidNumber, .internalCaller, .notSought, .unknown]
        + DirectoryTable.allCases.flatMap { [.known($0), .ambiguous($0)] }
        + DirectoryFailure.allCases.map { .unavailable($0) }

    /// An ordinary call.
    static func record(
        tenant: TenantID = TenantID(UUID(high: 1, low: 2)),
        at moment: Moment = .now(),
        outcome: Outcome = .routed,
        lookup: String? = #"{"tables":["contact"],"ms":41}"#,
        callID: String? = "b3f1a9de-5f9d-4f41-a6d9-0c8a1f2b7b11"
    ) throws -> DecisionRecord {
        DecisionRecord(
            tenantID: tenant,
            decidedAt: moment,
            decision: Decision(
                outcome: outcome,
                target: outcome == .routed ? try PhoneNumber(parsing: "+35853445657") : nil,
                choice: outcome == .routed ? .rule(0) : nil
            ),
            pool: try PhoneNumber(parsing: "+35840675644"),
            tenantVersion: 3,
            callerFact: .known(.contact),
            callerIdentity: CallerIdentity(
                digest: [UInt8](repeating: 7, count: 16),
                mask: "+358•••64",
                sealed: [UInt8](repeating: 9, count: 60)
            ),
            callID: callID,
            targetID: "sales",
            lookup: lookup,
            durationMicroseconds: 41_250
        )
    }

    /// A record with every field left to chance, at its edges too.
    static func randomRecord(using random: inout SeededRandom) throws -> DecisionRecord {
        let texts = ["", "a", "Äö漢字🎻\u{301}", String(repeating: "x", count: 128), "\u{FEFF}\r\n\t"]
        let numbers = try ["+1234567", "+999999999999999", "+35840675644"].map { try PhoneNumber(parsing: $0) }
        func maybe<Value>(_ value: Value, _ random: inout SeededRandom) -> Value? {
            Bool.random(using: &random) ? value : nil
        }
        func bytes(_ count: ClosedRange<Int>, _ random: inout SeededRandom) -> [UInt8] {
            (0..<Int.random(in: count, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        let identity = CallerIdentity(
            digest: bytes(0...32, &random),
            mask: texts.randomElement(using: &random) ?? "",
            sealed: maybe(bytes(0...100, &random), &random)
        )
        let choices: [Decision.Choice?] = [nil, .otherwise, .rule(0), .rule(32767)]
        return DecisionRecord(
            tenantID: TenantID(UUID(high: random.next(), low: random.next())),
            decidedAt: Moment(
                microseconds: [0, -1, .min, .max, 1_795_000_000_123_456].randomElement(using: &random) ?? 0
            ),
            decision: Decision(
                outcome: Outcome.allCases.randomElement(using: &random) ?? .shed,
                target: maybe(numbers[0], &random),
                choice: choices.randomElement(using: &random) ?? nil
            ),
            pool: maybe(numbers.randomElement(using: &random) ?? numbers[0], &random),
            tenantVersion: Int32.random(in: .min ... .max, using: &random),
            callerFact: Self.callers.randomElement(using: &random) ?? .unknown,
            callerIdentity: maybe(identity, &random),
            callID: maybe(texts.randomElement(using: &random) ?? "", &random),
            targetID: maybe(texts.randomElement(using: &random) ?? "", &random),
            lookup: maybe([#"{}"#, #"{"a": "漢\\n"}"#, "null"].randomElement(using: &random) ?? "", &random),
            durationMicroseconds: Int32.random(in: .min ... .max, using: &random)
        )
    }

    /// Opens a spool in a directory.
    static func open(
        _ directory: String,
        laneCount: Int = 1,
        limits: SpoolLimits = SpoolLimits(),
        logger: Logger = Self.logger
    ) throws -> Spool {
        try Spool.open(directory: directory, laneCount: laneCount, limits: limits, logger: logger)
    }

    /// The spool files of a directory, in order.
    static func files(_ directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".spool") }.sorted()
    }

    /// What all spool files of a directory hold.
    static func entries(_ directory: String) throws -> [SpoolEntry] {
        try Self.files(directory).flatMap { name -> [SpoolEntry] in
            let data = FileManager.default.contents(atPath: "\(directory)/\(name)") ?? Data()
            var reader = SpoolReader([UInt8](data))
            var entries: [SpoolEntry] = []
            while let frame = reader.next() {
                if case .entry(let entry, _) = frame { entries.append(entry) }
            }
            return entries
        }
    }
}

extension SpooledDecision {
    /// What a record must be read back as.
    init(_ record: DecisionRecord, sequence: Int64) {
        self.init(
            sequence: sequence,
            tenantID: record.tenantID,
            decidedAt: record.decidedAt,
            outcome: record.decision.outcome,
            pool: record.pool,
            target: record.decision.target,
            choice: record.decision.choice,
            tenantVersion: record.tenantVersion,
            callerFact: record.callerFact,
            callerIdentity: record.callerIdentity,
            callID: record.callID,
            targetID: record.targetID,
            lookup: record.lookup,
            durationMicroseconds: record.durationMicroseconds
        )
    }
}
