using System.IO.Compression;
using System.Text;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

/// <summary>
/// A TorchScript file written by hand, as TorchSharp can open such files and not make them: a zip of code, of the pickled module (a class of that
/// code, with <c>training</c> for its one attribute) and of no constants.
/// </summary>
internal static class HandMadeScript
{
    /// <summary>Features are the mean colours of a grid of four by four: 48 numbers.</summary>
    public const string Colours = """
        def forward(self: __torch__.Eye,
            pictures: Tensor) -> Tensor:
            return torch.flatten(torch.adaptive_avg_pool2d(pictures, [4, 4]), 1)
        """;

    /// <summary>The same, called as the file of StyleGAN's authors is.</summary>
    public const string AskedForFeatures = """
        def forward(self: __torch__.Eye,
            img: Tensor,
            return_features: bool=False,
            use_fp16: bool=False,
            no_output_bias: bool=False) -> Tensor:
            features = torch.flatten(torch.adaptive_avg_pool2d(img, [4, 4]), 1)
            if return_features:
              answer = features
            else:
              answer = torch.softmax(features, 1)
            return answer
        """;

    // Protocol 2: the class, made of nothing, with { training: False } for its state.
    private static readonly byte[] Module =
        [0x80, 2, (byte)'c', .. "__torch__\nEye\n"u8, (byte)')', 0x81, (byte)'}', (byte)'X', 8, 0, 0, 0, .. "training"u8, 0x89, (byte)'s', (byte)'b', (byte)'.'];

    private static readonly byte[] Nothing = [0x80, 2, (byte)')', (byte)'.'];

    public static void Write(string path, string forward)
    {
        var code = new StringBuilder("class Eye(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        foreach (var line in forward.Split('\n'))
        {
            code.Append("  ").Append(line.TrimEnd()).Append('\n');
        }

        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add("data.pkl", Module);
        Add("code/__torch__.py", Encoding.ASCII.GetBytes(code.ToString()));
        Add("constants.pkl", Nothing);
        Add("version", "3\n"u8);

        void Add(string name, ReadOnlySpan<byte> content)
        {
            using var entry = archive.CreateEntry($"eye/{name}", CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }
    }
}
