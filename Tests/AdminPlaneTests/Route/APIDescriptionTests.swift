import HTTPTypes
import Hookswitch
import Routing
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct APIDescriptionTests {
    @Test func descriptionAndRoutesAreTheSame() async throws {
        let description = try APIDescription()
        let routes = try await AdminBundle().plane.table().routes

        let served = Set(
            routes.map { route in
                APIDescription.Operation(
                    method: route.method.rawValue,
                    path: route.path,
                    operationID: route.operationID,
                    needsAuthentication: route.needsAuthentication,
                    permission: route.needsAuthentication ? route.permission?.rawValue ?? "none" : nil
                )
            }
        )

        #expect(description.operations.subtracting(served).isEmpty, "described but not served")
        #expect(served.subtracting(description.operations).isEmpty, "served but not described")
    }

    @Test func closedListsAreTheSame() throws {
        let description = try APIDescription()

        #expect(description.values(of: "ProblemCode") == ProblemCode.allCases.map { $0.rawValue })
        #expect(description.values(of: "OperatorRole") == OperatorRole.allCases.map { $0.rawValue })
        #expect(description.values(of: "Permission") == Permission.allCases.map { $0.rawValue })
        #expect(description.values(of: "Outcome") == Outcome.allCases.map { $0.rawValue })
    }

    @Test func refusalsAreDescribed() throws {
        let description = try APIDescription()

        for operation in description.operations {
            let statuses = description.statuses(of: operation.operationID)
            let isAboutOne = operation.path.contains("{")

            #expect(statuses.isSuperset(of: ["400", "default"]), "\(operation.operationID)")
            #expect(!operation.needsAuthentication || statuses.contains("401"), "\(operation.operationID)")
            let needsPermission = operation.needsAuthentication && operation.permission != "none"
            #expect(!needsPermission || statuses.contains("403"), "\(operation.operationID)")
            #expect(!operation.needsAuthentication || statuses.contains("429"), "\(operation.operationID)")
            #expect(!isAboutOne || statuses.contains("404"), "\(operation.operationID)")
        }
    }
}
