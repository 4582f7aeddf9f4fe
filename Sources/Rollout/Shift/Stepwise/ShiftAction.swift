/// The next thing to do in a shift: one request to the cluster, which can be done again without harm.
public enum ShiftAction: Hashable, Sendable {
    /// Make the record: from here on the shift is under way.
    case begin
    /// Write into the record that everything goes back, and why.
    case turnBack(String)
    /// Keep the autoscaler's bounds at the present number of pods.
    case pin(replicas: Int)
    /// Give the workload the template that the direction asks for, and keep its controller from stopping pods.
    case redirect(surge: Int)
    /// Let a StatefulSet's pods be of the new template from this ordinal on.
    case admit(ordinal: Int)
    /// Remind a StatefulSet's controller that a pod's name is free again.
    case wake(ordinal: Int)
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
    /// Take a pod out of its Services and from its controller; it runs on.
    case drain(pod: String)
    /// Put a pod back into its Services and under its controller.
    case restore(pod: String)
    /// Delete a pod that gets no requests.
    case discard(pod: String)
    /// Let the Deployment's controller do its work: new pods count, the old ReplicaSet becomes empty.
    case commit
    /// Delete a ReplicaSet, or a StatefulSet's revision, that the shift made.
    case remove(set: String)
    /// The workload's settings as they were; the record goes.
    case finish
    /// Nothing can be done now, and why.
    case wait(String)
}
