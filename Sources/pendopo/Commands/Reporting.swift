import ArgumentParser
import City
import Kernel

/// Runs a command and turns what went wrong into a sentence and an exit code.
func runReporting(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let exit as ExitCode {
        throw exit
    } catch let error as ValidationError {
        throw error
    } catch {
        complain(Explanation.of(error))
        throw ExitCode.failure
    }
}
