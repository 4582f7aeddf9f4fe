/// The next thing to do in a shift: one request to the cluster, which can be done again without harm.
public enum ShiftAction: Hashable, Sendable {
    /// Make the record: from here on the shift is under way.
    case begin
    /// Write into the record that everything goes back, and why.
    case turnBack(String)
    /// Give the Deployment the template that the direction asks for, and keep its controller from stopping pods.
    case redirect(surge: Int)
    /// Let there be so many new pods.
    case surge(Int)
    /// Write into the record that the next step begins.
    case advance(step: Int)
    /// Pods that a ReplicaSet makes from now on shall not be scheduled.
    case hold(set: String)
    /// No pod of a ReplicaSet shall count as available any more.
    case gate(set: String)
    /// The ReplicaSet's template as it was.
    case release(set: String)
    /// Take a pod out of its Services and its ReplicaSet; it runs on.
    case drain(pod: String)
    /// Put a pod back into its ReplicaSet and its Services.
    case restore(pod: String)
    /// Delete a pod that gets no requests.
    case discard(pod: String)
    /// Let the Deployment's controller do its work: new pods count, the old ReplicaSet becomes empty.
    case commit
    /// Delete a ReplicaSet that the shift made.
    case remove(set: String)
    /// The Deployment's settings as they were; the record goes.
    case finish
    /// Nothing can be done now, and why.
    case wait(String)
}
