import Routing
import Testing

@testable import AdminPlane

@Suite struct APIDescriptionTests {
    @Test func descriptionAndRoutesAreTheSame() async throws {
        let description = try APIDescription()
        let routes = try await AdminBundle().plane.table().routes

        let served = Set(
            routes.map { route in
                APIDescription.Operation(
                    method: route.method.rawValue,
                    path: route.path,
                    operationID: route.operationID,
                    needsAuthentication: route.needsAuthentication
                )
            }
        )

        #expect(description.operations.subtracting(served).isEmpty, "described but not served")
        #expect(served.subtracting(description.operations).isEmpty, "served but not described")
    }

    @Test func closedListsAreTheSame() throws {
        let description = try APIDescription()

        #expect(description.values(of: "ProblemCode") == ProblemCode.allCases.map(\.rawValue))
        #expect(description.values(of: "Outcome") == Outcome.allCases.map(\.rawValue))
    }
}
