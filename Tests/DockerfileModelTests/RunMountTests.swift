import DockerfileModel
import Reporting
import Testing

@Suite struct RunMountTests {
    private func mount(_ text: String, _ values: [String: String] = [:]) throws -> RunMount {
        let expander = WordExpander(escape: "\\") { values[$0] }
        return try RunMount(parsing: text) { value throws(Failure) in try expander.expand(value) }
    }

    @Test func allKeys() throws {
        let cache = try mount("type=cache,id=i,target=/t,sharing=locked,from=b,source=/s,mode=0750,uid=1,gid=2,ro")
        #expect(cache.kind == .cache)
        #expect([cache.id, cache.target, cache.from, cache.source] == ["i", "/t", "b", "/s"])
        #expect(cache.sharing == .locked)
        #expect(cache.mode == 0o750 && cache.uid == 1 && cache.gid == 2)
        #expect(cache.isReadOnly)
        let secret = try mount("type=secret,id=token,env=TOKEN,required=true,dst=/run/x")
        #expect(
            secret.kind == .secret && secret.isRequired && secret.environment == "TOKEN" && secret.target == "/run/x")
        #expect(try mount("type=tmpfs,target=/t,size=1.5GiB").size == 1_610_612_736)
        #expect(try mount("type=ssh,required").isRequired)
        #expect(try mount("TYPE=Bind,SRC=a,destination=b").source == "a")
    }

    @Test(arguments: [
        ("target=/t", true), ("type=bind,target=/t,rw", false), ("target=/t,readwrite=true", false),
        ("target=/t,rw=false", true),
        ("type=cache,target=/t", false), ("type=cache,target=/t,readonly", true), ("type=tmpfs,target=/t", false),
        ("type=secret,id=x", true), ("type=ssh", true), ("target=/t,ro=0", false),
    ])
    func whoMayWrite(_ text: String, _ isReadOnly: Bool) throws {
        #expect(try mount(text).isReadOnly == isReadOnly)
    }

    @Test(
        arguments: [
            ("type=$k,target=/$t", "/x"), ("type=cache,target=\"/a,b\"", nil), ("\"target=/a,b\",type=cache", "/a,b"),
            ("type=cache,\"target=/a\"\"\"", nil), ("type=cache,target='/a b'", "/a b"),
            ("type=cache,target=${z:-/d}", "/d"),
        ] as [(String, String?)])
    func quotesAndVariables(_ text: String, _ target: String?) throws {
        #expect((try? mount(text, ["k": "cache", "t": "x"]))?.target == target)
    }

    @Test(arguments: [
        ("", "empty"), ("type=cach,target=/t", "type can't be \"cach\""), ("typ=cache", "no key \"typ\""),
        ("type=cache,sharing=open,target=/t", "sharing can't be"),
        ("type=bind,sharing=shared,target=/t", "sharing is not for"),
        ("type=bind,required,target=/t", "required is not for"), ("required,type=secret,id=x", "required is not for"),
        ("type=secret", "needs an id"), ("type=secret,id=a,source=b", "a source and an id"),
        ("type=secret,id=a,from=b", "no from"),
        ("type=bind,mode=0700,target=/t", "mode is not for"), ("type=tmpfs,uid=1,target=/t", "uid is not for"),
        ("type=tmpfs,gid=1,target=/t", "gid is not for"), ("type=cache,mode=9,target=/t", "mode can't be"),
        ("type=cache,uid=-1,target=/t", "uid can't be"), ("type=cache,size=1m,target=/t", "size is not for"),
        ("type=tmpfs,size=much,target=/t", "size can't be"), ("type=cache,env=X,target=/t", "env is not for"),
        ("target", "needs a value"), ("type", "needs a value"), ("target=/t,ro=perhaps", "ro can't be"),
        ("from=$x,target=/t", "from can't hold a variable"), ("type=cache,target=/t,", "no key \"\""),
        ("a\"b", "quote"),
        ("\"a", "quote"),
    ])
    func mistakes(_ text: String, _ message: String) {
        do {
            _ = try mount(text)
            Issue.record("it was taken")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    @Test func mountsOfRun() throws {
        guard case .run(let run) = try instruction("RUN --mount=type=cache,target=/$x --mount=target=/b c\n").command
        else {
            Issue.record("no RUN")
            return
        }
        let mounts = try run.mounts { text throws(Failure) in text == "/$x" ? "/a" : text }
        #expect(mounts.map(\.target) == ["/a", "/b"])
        #expect(run.network == .default && run.security == .sandbox)
    }

    @Test func networkAndSecurity() throws {
        guard case .run(let run) = try instruction("RUN --network=host --security=insecure c\n").command else { return }
        #expect(run.network == .host && run.security == .insecure)
    }
}
