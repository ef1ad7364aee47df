using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>A live tensor of a learner under the name it has in a checkpoint.</summary>
public sealed record NamedTensor(string Name, Tensor Tensor)
{
    /// <summary>Parameters and buffers of a network, named <c>prefix.layer.weight</c>.</summary>
    public static IEnumerable<NamedTensor> Of(string prefix, nn.Module network) =>
        network.named_parameters().Select(p => new NamedTensor($"{prefix}.{p.name}", p.parameter))
            .Concat(network.named_buffers().Select(b => new NamedTensor($"{prefix}.{b.name}", b.buffer)));
}
