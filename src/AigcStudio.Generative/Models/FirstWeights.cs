using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>Fills a fresh network from a generator of its own, so that the process-wide seed decides nothing.</summary>
public static class FirstWeights
{
    /// <param name="kind">
    /// <c>normal</c>: N(0, 0.02) (Radford 2015, section 4); <c>glorot</c>: uniform within sqrt(6 / (in + out)) (Glorot, Bengio 2010, eq. 16),
    /// Keras's default. Biases are 0; batch norms keep 1 and 0; embeddings are N(0, 1).
    /// </param>
    public static void Fill(nn.Module network, string kind, Generator random)
    {
        using var unwatched = no_grad();
        foreach (var module in network.modules())
        {
            switch (module)
            {
                case Linear layer:
                    Fill(layer.weight, layer.bias, kind, random);
                    break;
                case Conv2d layer:
                    Fill(layer.weight, layer.bias, kind, random);
                    break;
                case ConvTranspose2d layer:
                    Fill(layer.weight, layer.bias, kind, random);
                    break;
                case Embedding layer:
                    layer.weight!.normal_(0, 1, random);
                    break;
            }
        }
    }

    private static void Fill(Tensor weight, Tensor? bias, string kind, Generator random)
    {
        var field = weight.shape.Skip(2).Aggregate(1L, (product, side) => product * side);
        var reach = Math.Sqrt(6.0 / ((weight.shape[0] + weight.shape[1]) * field));
        _ = kind == "normal" ? weight.normal_(0, 0.02, random) : weight.uniform_(-reach, reach, random);
        bias?.zero_();
    }
}
