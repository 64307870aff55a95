// swift-tools-version:6.2

import PackageDescription

/// Every target of ours is built under the same rules; `Sources/README.md` says why each stands here.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

extension Target.Dependency {
    static let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
    static let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
    static let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
    static let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
    static let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
    static let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
    static let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
    static let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
    static let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
    static let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
    static let serviceLifecycle = Target.Dependency.product(
        name: "ServiceLifecycle",
        package: "swift-service-lifecycle"
    )
    static let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
    static let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
    static let swiftASN1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
    static let yams = Target.Dependency.product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "hookswitch",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "hookswitch", targets: ["HookswitchMain"]),
        .executable(name: "hookswitch-simulator", targets: ["hookswitch-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Floor 6
        .executableTarget(
            name: "HookswitchMain",
            dependencies: ["HookswitchCommands"],
            swiftSettings: settings
        ),

        // Floor 5
        .target(
            name: "HookswitchCommands",
            dependencies: [
                "AdminPlane", "CallPlane", "Hookswitch", "Postgres", "Routing", "Schema", "Telemetry",
                .argumentParser, .asyncHTTPClient, .logging, .nioCore, .nioHTTP1, .nioPosix, .serviceLifecycle,
                .systemPackage, .unixSignals, .yams,
            ],
            swiftSettings: settings
        ),

        // Floor 4
        .target(
            name: "CallPlane",
            dependencies: [
                "Hookswitch", "Routing", "Telemetry",
                .crypto, .deque, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .serviceLifecycle,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "AdminPlane",
            dependencies: [
                "AdminDescription", "Hookswitch", "Routing", "Telemetry",
                .hummingbird, .httpTypes, .logging, .nioCore, .nioHTTP1, .serviceLifecycle, .yams,
            ],
            swiftSettings: settings
        ),

        // Floor 3
        .target(
            name: "Hookswitch",
            dependencies: [
                "Dynamics", "Postgres", "Routing", "Schema", "Telemetry",
                .asyncHTTPClient, .configuration, .crypto, .jwtKit, .logging, .nioCore, .nioHTTP1, .nioSSL,
                .serviceLifecycle, .systemPackage, .yams,
            ],
            swiftSettings: settings
        ),

        // Floor 2
        .target(
            name: "Postgres",
            dependencies: ["CPostgres", .deque, .logging, .serviceLifecycle, .systemPackage],
            swiftSettings: settings
        ),
        .target(
            name: "Dynamics",
            dependencies: [
                "CPhoneNumbers", "Routing",
                .asyncHTTPClient, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Telemetry",
            dependencies: [.logging],
            swiftSettings: settings
        ),
        .target(
            name: "Schema",
            dependencies: ["Postgres", .crypto, .logging],
            path: "sql",
            exclude: ["README.md"],
            resources: [.embedInCode("migrations")],
            swiftSettings: settings
        ),

        // Floor 1
        .target(
            name: "AdminDescription",
            path: "admin",
            exclude: ["README.md"],
            resources: [.embedInCode("openapi.yaml")],
            swiftSettings: settings
        ),
        .systemLibrary(
            name: "CPostgres",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]
        ),
        .target(
            name: "CPhoneNumbers",
            linkerSettings: [.linkedLibrary("phonenumber")]
        ),
        .target(
            name: "Routing",
            swiftSettings: settings
        ),

        // Beside the house, never imported by it
        .target(
            name: "DynamicsSimulator",
            dependencies: [
                .crypto, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .swiftASN1, .x509, .yams,
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "hookswitch-simulator",
            dependencies: ["DynamicsSimulator", .argumentParser, .logging],
            swiftSettings: settings
        ),
        .target(
            name: "HookswitchTesting",
            dependencies: [
                "Dynamics", "Postgres", "Routing", "Schema", .logging, .nioPosix,
            ],
            swiftSettings: settings
        ),

        // Tests: a folder for each target
        .testTarget(name: "RoutingTests", dependencies: ["Routing"], swiftSettings: settings),
        .testTarget(
            name: "PostgresTests",
            dependencies: ["HookswitchTesting", "Postgres", .logging, .serviceLifecycle],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SchemaTests",
            dependencies: ["Hookswitch", "HookswitchTesting", "Postgres", "Schema", .logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TelemetryTests",
            dependencies: ["HookswitchTesting", "Telemetry", .logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DynamicsTests",
            dependencies: [
                "CPhoneNumbers", "Dynamics", "Routing",
                .asyncHTTPClient, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DynamicsSimulatorTests",
            dependencies: ["DynamicsSimulator", "HookswitchTesting", "hookswitch-simulator", .nioCore, .nioPosix],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HookswitchTests",
            dependencies: [
                "Dynamics", "DynamicsSimulator", "Hookswitch", "HookswitchTesting", "Postgres", "Routing", "Schema",
                "Telemetry", .crypto, .cryptoExtras, .logging, .nioCore, .nioPosix, .serviceLifecycle,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CallPlaneTests",
            dependencies: [
                "CallPlane", "Hookswitch", "HookswitchTesting", "Routing", "Telemetry",
                .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .serviceLifecycle,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AdminPlaneTests",
            dependencies: [
                "AdminDescription", "AdminPlane", "Dynamics", "Hookswitch", "HookswitchTesting", "Postgres", "Routing",
                "Telemetry",
                .hummingbird, .hummingbirdTesting, .httpTypes, .logging, .nioCore, .nioPosix, .serviceLifecycle, .yams,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HookswitchCommandsTests",
            dependencies: [
                "Hookswitch", "HookswitchCommands", "HookswitchTesting", "Postgres", "Routing", .argumentParser,
                .logging,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SystemTests",
            dependencies: [
                "DynamicsSimulator", "HookswitchMain", "HookswitchTesting", "Postgres",
                .asyncHTTPClient, .logging, .nioCore, .nioHTTP1,
            ],
            swiftSettings: settings
        ),
    ],
    cxxLanguageStandard: .cxx17
)
