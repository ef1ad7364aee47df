using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>Fills a fresh network from a generator of its own, so that the process-wide seed decides nothing.</summary>
public static class FirstWeights
{
    private const int Gates = 4;
    private const int ForgetGate = 1;

    /// <param name="kind">
    /// <c>normal</c>: N(0, 0.02) (Radford 2015, section 4); <c>glorot</c>: uniform within sqrt(6 / (in + out)) (Glorot, Bengio 2010, eq. 16),
    /// Keras's default. Biases are 0; batch norms keep 1 and 0; embeddings are N(0, 1). LSTMs are Glorot's gate by gate, their forget gate
    /// starts open at 1 (Jozefowicz et al. 2015, section 2.1).
    /// </param>
    public static void Fill(nn.Module network, string kind, Generator random)
    {
        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
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
                case LSTM layer:
                    Fill(layer, random);
                    break;
                case Embedding layer:
                    layer.weight!.normal_(0, 1, random.On(layer.weight!.device));
                    break;
            }
        }
    }

    private static void Fill(Tensor weight, Tensor? bias, string kind, Generator random)
    {
        var field = weight.shape.Skip(2).Aggregate(1L, (product, side) => product * side);
        var reach = Math.Sqrt(6.0 / ((weight.shape[0] + weight.shape[1]) * field));
        _ = kind == "normal" ? weight.normal_(0, 0.02, random.On(weight.device)) : weight.uniform_(-reach, reach, random.On(weight.device));
        bias?.zero_();
    }

    // Rows of every tensor: input, forget, cell and output gate.
    private static void Fill(LSTM layer, Generator random)
    {
        foreach (var (name, tensor) in layer.named_parameters())
        {
            var gates = tensor.chunk(Gates, 0);
            if (tensor.dim() == 1)
            {
                tensor.zero_();
                _ = name.Contains("_ih_", StringComparison.Ordinal) ? gates[ForgetGate].fill_(1) : tensor;
                continue;
            }

            var reach = Math.Sqrt(6.0 / (gates[0].shape[0] + gates[0].shape[1]));
            tensor.uniform_(-reach, reach, random.On(tensor.device));
        }
    }
}
