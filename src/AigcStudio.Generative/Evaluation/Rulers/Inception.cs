using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AigcStudio.Core.Evaluation;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>
/// A supplied Inception as TorchScript. Its forward takes pictures <c>[N, 3, 299, 299]</c>, floats of 0 to 255, and answers features <c>[N, D]</c>;
/// one with further arguments is called as that of StyleGAN's authors is (<c>inception-2015-12-05.pt</c>), the second, <c>return_features</c>, true.
/// Pictures are brought to its size by bilinear interpolation with antialiasing, without which distances say more of the resizing than of the
/// pictures (Parmar et al. 2022, arXiv:2104.11222, section 3); grey ones are repeated in three planes.
/// </summary>
internal sealed class Inception : IDisposable
{
    private const int Side = 299;
    private const int Planes = 3;
    private const int Chunk = 32;

    private readonly jit.ScriptModule _network;
    private readonly Device _device;
    private readonly bool _asksWhat;

    private Inception(jit.ScriptModule network, Device device, string hash)
    {
        (_network, _device, Hash) = (network, device, hash);
        _asksWhat = network.GetNumberOfInputs() > 1;
        network.eval();
    }

    /// <summary>SHA-256 of the file, in small letters.</summary>
    internal string Hash { get; }

    /// <exception cref="EvaluationException">
    /// <c>evaluation.inceptionGone(path)</c>, <c>evaluation.inceptionOther(stated, found)</c>, <c>evaluation.inceptionUnreadable(reason)</c>.
    /// </exception>
    internal static Inception Open(InceptionFile file, Device device)
    {
        var hash = HashOf(file.Path);
        if (!hash.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new EvaluationException("evaluation.inceptionOther", file.Sha256.ToLowerInvariant(), hash);
        }

        try
        {
            return new Inception(jit.load(file.Path, device), device, hash);
        }
        catch (ExternalException fault)
        {
            throw new EvaluationException("evaluation.inceptionUnreadable", FirstLine(fault));
        }
    }

    /// <summary>Features <c>[N, D]</c> of pictures <c>[N, C, H, W]</c>, double precision, on the processor.</summary>
    /// <param name="looked">Hears how many were looked at since it heard last.</param>
    /// <exception cref="EvaluationException"><c>evaluation.inceptionAnswers(reason)</c>: it cannot look at pictures, or what it says of them is not <c>[N, D]</c>.</exception>
    internal Tensor Features(Tensor bytes, Action<int> looked, CancellationToken cancel)
    {
        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        for (var first = 0L; first < bytes.shape[0]; first += Chunk)
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var pictures = bytes.slice(0, first, Math.Min(first + Chunk, bytes.shape[0]), 1);
            parts.Add(Seen(Inputs(pictures.to(_device))).to(float64).cpu().MoveToOuterDisposeScope());
            looked((int)pictures.shape[0]);
        }

        return cat(parts, 0).MoveToOuterDisposeScope();
    }

    /// <summary>Bytes <c>[N, C, H, W]</c>, C 1 or 3, to <c>[N, 3, 299, 299]</c> of 0 to 255.</summary>
    internal static Tensor Inputs(Tensor bytes)
    {
        using var scope = NewDisposeScope();
        var pictures = nn.functional.interpolate(
            bytes.to(float32), [Side, Side], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
        return pictures.expand(-1, Planes, -1, -1).contiguous().MoveToOuterDisposeScope();
    }

    public void Dispose() => _network.Dispose();

    private Tensor Seen(Tensor pictures)
    {
        object answer;
        try
        {
            answer = _asksWhat ? _network.call(pictures, true) : _network.call(pictures);
        }
        catch (ExternalException fault)
        {
            throw new EvaluationException("evaluation.inceptionAnswers", FirstLine(fault));
        }

        return answer is not Tensor features ? throw new EvaluationException("evaluation.inceptionAnswers", answer?.GetType().Name ?? "-")
            : features.dim() == 2 && features.shape[0] == pictures.shape[0] ? features
            : throw new EvaluationException("evaluation.inceptionAnswers", $"[{string.Join(", ", features.shape)}]");
    }

    private static string HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException("evaluation.inceptionGone", path);
        }
    }

    private static string FirstLine(Exception fault) => fault.Message.Split('\n')[0];
}
