using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Gallery;

/// <summary>Asks that pictures be made larger by a model that enlarges. The same request gives the same pictures on the same device.</summary>
/// <param name="CheckpointHash">Names the warm model; the file is read only where it is not warm.</param>
/// <param name="InputPath">Raw pictures of <paramref name="Form"/>, one after another; of any size, grey or in colour.</param>
/// <param name="OutputPath">Where the enlarged ones go, in the outcome's form.</param>
public sealed record EnlargeRequest(
    string CheckpointPath, ContentHash CheckpointHash, string InputPath, ImageForm Form, int Count, string OutputPath, string Device);

/// <param name="Form">Of the enlarged pictures.</param>
/// <param name="Seconds">The enlarging itself, without loading.</param>
public sealed record EnlargeOutcome(ImageForm Form, int Step, double Seconds);
