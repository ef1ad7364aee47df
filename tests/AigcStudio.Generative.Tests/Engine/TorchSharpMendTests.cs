using System.Runtime.InteropServices;
using AigcStudio.Engine.Build;
using TorchSharp;
using Xunit;

namespace AigcStudio.Generative.Tests.Engine;

public sealed class TorchSharpMendTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mend-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_one_symbol_and_its_version_are_renamed()
    {
        var image = HandMadeElf.Make();

        Assert.True(TorchSharpMend.MendImage(image));

        Assert.Equal("_ZNSt8ios_base4InitC1Ev", HandMadeElf.SymbolName(image));
        Assert.Equal("GLIBCXX_3.4", HandMadeElf.WantedVersion(image));
        Assert.Equal(0x08922974u, BitConverter.ToUInt32(image, HandMadeElf.NeedsAt + 16));
    }

    [Fact]
    public void A_second_time_there_is_nothing_to_mend()
    {
        var image = HandMadeElf.Make();
        TorchSharpMend.MendImage(image);
        var once = image.ToArray();

        Assert.False(TorchSharpMend.MendImage(image));
        Assert.Equal(once, image);
    }

    [Fact]
    public void A_library_without_the_entry_is_left_alone()
    {
        var path = Path.Combine(_folder, "old.so");
        File.WriteAllBytes(path, HandMadeElf.Make(newVersion: "GLIBCXX_3.4.30"));
        var before = File.ReadAllBytes(path);

        Assert.False(TorchSharpMend.MendFile(path));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_library_of_which_more_symbols_want_the_new_version_is_left_alone() =>
        Assert.False(TorchSharpMend.MendImage(HandMadeElf.Make(secondSymbol: true)));

    [Fact]
    public void Any_truncation_is_refused_or_harmless_and_never_reads_outside()
    {
        var whole = HandMadeElf.Make();
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            try
            {
                TorchSharpMend.MendImage(cut);
            }
            catch (InvalidDataException)
            {
                Assert.Equal(whole[..length], cut);
            }
        }
    }

    [Fact]
    public void A_hard_link_to_the_library_keeps_its_content_and_the_time_stays()
    {
        var package = Path.Combine(_folder, "package.so");
        var output = Path.Combine(_folder, "output.so");
        File.WriteAllBytes(package, HandMadeElf.Make());
        var time = new DateTime(2026, 5, 7, 1, 2, 3, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(package, time);
        Assert.Equal(0, Link(package, output));

        Assert.True(TorchSharpMend.MendFile(output));

        Assert.Equal(HandMadeElf.Make(), File.ReadAllBytes(package));
        Assert.NotEqual(HandMadeElf.Make(), File.ReadAllBytes(output));
        Assert.Equal(time, File.GetLastWriteTimeUtc(output));
        Assert.Equal(["output.so", "package.so"], Directory.GetFiles(_folder).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public void The_library_of_this_build_is_mended_and_computes()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");

        Assert.False(TorchSharpMend.MendImage(File.ReadAllBytes(path)));
        using var ones = torch.ones(4, 4);
        using var product = ones.matmul(ones);
        Assert.Equal(4f, product[0, 0].item<float>());
    }

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(string from, string to);
}
