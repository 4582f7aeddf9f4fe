/// What public guides and trackers say of packages that ``WheelData`` does not have yet: one entry for each, with its
/// source. The table that is made from the index is asked first.
enum PythonFacts {
    private static let guide = "https://github.com/aws/aws-graviton-getting-started/blob/main/python.md"

    static let packages: [String: PythonFact] = [
        "scipy": PythonFact(since: "1.5.3", guide),
        "sentencepiece": PythonFact(since: "0.1.94", guide),
    ]
}
