import OCIModel
import OCIRegistry
import Reporting

/// How a build finds base images, and the places that its image goes to.
public protocol ImageAccess: Sendable {
    /// - Parameter reference: an image in a registry. Nothing is sent yet.
    func image(_ reference: ImageReference) -> StoredImage

    /// - Parameter location: an image to read.
    /// - Throws: ``Failure`` when the location holds no image.
    func image(at location: ImageLocation) throws(Failure) -> StoredImage

    /// - Parameter location: where an image shall be stored.
    /// - Throws: ``Failure`` when nothing can be stored there.
    func destination(at location: ImageLocation) throws(Failure) -> StoredImage
}

extension ImageStores: ImageAccess {}
