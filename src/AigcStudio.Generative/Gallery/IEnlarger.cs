using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>A sampler whose model makes given pictures larger.</summary>
public interface IEnlarger
{
    /// <summary>How many times longer each side becomes.</summary>
    int Factor { get; }

    /// <summary>Small pixels on each side of a place that decide what it becomes; the same for every place.</summary>
    int Reach { get; }

    /// <summary>1 or 3: what it takes.</summary>
    int Channels { get; }

    /// <summary>Levels 0 to 255, <c>[N, C, h, w]</c> of any size, to levels (unrounded, not clamped) <c>[N, C, Factor h, Factor w]</c>.</summary>
    Tensor Enlarge(Tensor levels);
}
