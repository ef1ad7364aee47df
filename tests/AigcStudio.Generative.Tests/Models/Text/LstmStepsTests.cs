using AigcStudio.Generative.Models.Text;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models.Text;

public sealed class LstmStepsTests
{
    private const int Time = 6;
    private const int Texts = 4;
    private const int Width = 5;
    private const int Latent = 3;
    private const int Hidden = 7;
    private const int Pieces = 11;

    [Fact]
    public void Piece_by_piece_the_states_are_those_of_the_whole()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3, CPU);
        using var lstm = nn.LSTM(Width + Latent, Hidden);
        foreach (var parameter in lstm.parameters())
        {
            using var unwatched = no_grad();
            parameter.copy_(randn(parameter.shape, generator: random));
        }

        var (pieces, codes) = (randn([Pieces, Width], generator: random), randn([Texts, Latent], generator: random));
        var (hidden, cell) = (randn([1, Texts, Hidden], generator: random), randn([1, Texts, Hidden], generator: random));
        var read = randint(Pieces, [Time, Texts], dtype: ScalarType.Int64, generator: random);
        var inputs = cat([pieces.index_select(0, read.flatten()).view(Time, Texts, Width), codes.unsqueeze(0).expand(Time, -1, -1)], 2);
        var (whole, _, _) = lstm.call(inputs, (hidden, cell));

        var steps = new LstmSteps(lstm, pieces, codes, hidden, cell);

        for (var at = 0; at < Time; at++)
        {
            var state = steps.Read(read[at]);
            Assert.True(state.allclose(whole[at], rtol: 1e-5, atol: 1e-6), $"step {at}");
            Assert.False(state.requires_grad);
        }
    }
}
