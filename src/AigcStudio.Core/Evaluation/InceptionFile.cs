namespace AigcStudio.Core.Evaluation;

/// <summary>The network whose features give a Frechet distance the name FID. The studio ships none: an admin states where it lies.</summary>
/// <param name="Path">A TorchScript file.</param>
/// <param name="Sha256">The hash that it must have, 64 hexadecimal digits; figures of another hash are of another world.</param>
public sealed record InceptionFile(string Path, string Sha256);
