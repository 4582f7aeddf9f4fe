import ScanModel

/// Whether a YAML file holds commands or addresses that a machine follows, and not just data.
enum CommandFile {
    private static let ansibleFolders: NameSet = ["tasks", "handlers", "roles", "playbooks", "group_vars"]
    private static let words = LiteralSet([
        "#cloud-config", "get_url", "ansible.builtin", "AWSTemplateFormatVersion", "AWS::", "hosts:", "cmds:",
        "user_data", "runcmd:",
    ])

    static func runsCommands(_ text: SourceText, _ file: FileName) -> Bool {
        if ConfigurationFile.isPipeline(file) || ConfigurationFile.isCompose(file) { return true }
        // States of Salt are followed like tasks of Ansible.
        if file.name.hasPrefix("taskfile") || file.ending == "sls" || ConfigurationFile.isOfBeanstalk(file)
            || file.hasFolder(in: ansibleFolders)
        {
            return true
        }
        let whole = 0..<text.bytes.count
        return text.bytes.contains("apiVersion:", in: whole) && text.bytes.contains("kind:", in: whole)
            || words.occurs(in: text.bytes)
    }
}
