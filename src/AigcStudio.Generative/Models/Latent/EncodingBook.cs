using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>
/// The codes of the last few thousand training items, kept while learning: samples of the aggregate posterior, to which the prior
/// is fitted without another pass over the data. Part of the learner's state.
/// </summary>
internal sealed class EncodingBook : IDisposable
{
    // 400 a label for ten labels: enough for a covariance of 20 dimensions, and 330 KB.
    internal const int Capacity = 4096;

    private readonly string _name;

    /// <param name="name">Prefix of the two tensors in a checkpoint.</param>
    internal EncodingBook(int latent, Device device, string name = "encodings")
    {
        _name = name;
        Codes = zeros([Capacity, latent], device: device).DetachFromDisposeScope();
        Labels = full([Capacity], Empty, dtype: ScalarType.Int64, device: device).DetachFromDisposeScope();
    }

    /// <summary>Label of a row that nothing has been written to.</summary>
    internal const long Empty = -1;

    internal Tensor Codes { get; }

    internal Tensor Labels { get; }

    internal IEnumerable<NamedTensor> State => [new NamedTensor($"{_name}.codes", Codes), new NamedTensor($"{_name}.labels", Labels)];

    /// <summary>Writes a batch over the oldest rows.</summary>
    /// <param name="step">1, 2, 3 ...: decides the place.</param>
    /// <param name="codes"><c>[N, latent]</c>.</param>
    /// <param name="labels"><c>[N]</c>.</param>
    internal void Add(int step, Tensor codes, Tensor labels)
    {
        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
        var size = codes.shape[0];
        var rows = arange((step - 1) * size, step * size, ScalarType.Int64, codes.device).remainder_(Capacity);
        Codes.index_copy_(0, rows, codes.detach());
        Labels.index_copy_(0, rows, labels);
    }

    public void Dispose()
    {
        Codes.Dispose();
        Labels.Dispose();
    }
}
