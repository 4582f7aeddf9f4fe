/// An instance type's name in its parts: `c7gn.2xlarge` is category `c`, generation 7, attributes `gn`.
///
/// Used to rank types that fit by what EC2 says of them, never to decide whether they fit.
struct InstanceFamily: Hashable {
    let category: String
    let generation: Int
    /// The letters after the generation, without the one that says whose processor it is and the one for disks.
    let flavours: Set<Character>

    /// - Parameter type: an instance type's name; parts that it has not are empty.
    init(of type: String) {
        let family = type.prefix { $0 != "." }
        let category = family.prefix { !$0.isNumber }
        let digits = family.dropFirst(category.count).prefix(while: \.isNumber)
        self.category = String(category)
        generation = Int(digits) ?? 0
        flavours = Set(family.dropFirst(category.count + digits.count)).subtracting("gaid-")
    }
}
