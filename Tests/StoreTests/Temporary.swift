import Foundation
import Kernel

/// A path of its own under the system's temporary directory; nothing stands there yet.
func temporaryDirectory() -> String {
    FileManager.default.temporaryDirectory.path + "/pendopo-" + World.system.uuid().text
}
