import DockerfileModel
import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import Reporting

/// Files that ADD names by their addresses, fetched once for all platforms.
struct RemoteFiles: Sendable {
    /// A fetched file.
    struct File: Sendable {
        let path: String
        let size: Int64
    }

    /// Where the files go.
    let folder: String
    let web: (any HTTPSender)?
    let progress: any ProgressReporter

    /// - Parameters:
    ///   - copies: COPY and ADD; what is no address in them doesn't matter.
    ///   - dockerfile: where they stand.
    /// - Returns: the files by their addresses.
    /// - Throws: ``Failure`` with code `download-failed`, or `digest-mismatch` when a file isn't what `--checksum` says.
    func fetch(_ copies: [CopyOperation], of dockerfile: Dockerfile) async throws -> [String: File] {
        var files: [String: File] = [:]
        for copy in copies where copy.isAdd {
            let addresses = copy.paths.filter { if case .file? = RemoteSource($0) { true } else { false } }
            guard !addresses.isEmpty else {
                if copy.checksum != nil {
                    throw dockerfile.failure(
                        copy.position, "--checksum is for downloads", hint: "leave it out, or name an address")
                }
                continue
            }
            let checksum = try copy.checksum.map { text throws(Failure) in
                do throws(Failure) {
                    return try Digest(parsing: text)
                } catch {
                    throw dockerfile.failure(copy.position, "--checksum: \(error.message)", hint: error.hint)
                }
            }
            for address in addresses {
                let known = files[address]
                let file = if let known { known } else { try await fetch(address, number: files.count) }
                if let checksum { try check(file, checksum, address) }
                files[address] = file
            }
        }
        return files
    }

    private func fetch(_ address: String, number: Int) async throws -> File {
        let shown = "\(RedactedURL(address))"
        guard let web else { throw Failure(.downloadFailed, "\(shown) can't be fetched: there is no network") }
        return try await progress.step("fetch \(number)", "fetch \(shown)") {
            let response = try await web.send(HTTPRequest("GET", address, deadline: nil))
            guard response.isSuccess else {
                throw Failure(
                    .downloadFailed, "\(shown) can't be fetched: the server answers \(response.status)",
                    hint: "is the address right, and may everybody read it?")
            }
            let file = try NewFile("\(folder)/download-\(number)")
            for try await chunk in response.body { try file.write(chunk.bytes) }
            if let length = response.headers["Content-Length"].flatMap({ Int64($0) }), length != file.size {
                throw Failure(.downloadFailed, "\(shown) ended after \(file.size) of \(length) bytes")
            }
            return (File(path: file.path, size: file.size), "\(file.size) bytes")
        }.result
    }

    private func check(_ file: File, _ checksum: Digest, _ address: String) throws {
        let found = try Digest(ofFile: file.path, checksum.algorithm)
        guard found == checksum else {
            throw Failure(
                .digestMismatch, "\(RedactedURL(address)) has the digest \(found), not \(checksum)",
                hint: "somebody changed the file: look into it before you write the new digest into --checksum")
        }
    }
}

extension Failure.Code {
    /// A file that ADD names can't be fetched.
    public static let downloadFailed = Self("download-failed", .remote)
}
