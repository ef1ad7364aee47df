using AigcStudio.Core.Evaluation;

namespace AigcStudio.Web.Evaluation;

/// <summary>Section <c>Evaluation</c> of the configuration.</summary>
public sealed class EvaluationOptions
{
    public const string Section = "Evaluation";

    private const int HashDigits = 64;

    /// <summary>A TorchScript of Inception; it unlocks FID. Default: none.</summary>
    public string? InceptionPath { get; set; }

    /// <summary>SHA-256 that the file must have, 64 hexadecimal digits.</summary>
    public string? InceptionSha256 { get; set; }

    /// <summary>Null where none was stated.</summary>
    internal InceptionFile? Inception => HasPath && HasHash ? new InceptionFile(InceptionPath!, InceptionSha256!) : null;

    internal bool BothOrNeither => HasPath == HasHash;

    internal bool FileThere => !HasPath || File.Exists(InceptionPath);

    internal bool HashWellFormed => !HasHash || (InceptionSha256!.Length == HashDigits && InceptionSha256.All(char.IsAsciiHexDigit));

    private bool HasPath => !string.IsNullOrEmpty(InceptionPath);

    private bool HasHash => !string.IsNullOrEmpty(InceptionSha256);
}
