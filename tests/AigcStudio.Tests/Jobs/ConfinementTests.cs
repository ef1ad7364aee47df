using System.Diagnostics;
using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Tests.Datasets;
using AigcStudio.Web.Jobs;
using Xunit;

namespace AigcStudio.Tests.Jobs;

/// <summary>What a decoder can still do that a file has taken over. <c>AigcStudio.Captive</c> is such a decoder; the rest looks at the real one.</summary>
public sealed class ConfinementTests : IDisposable
{
    private const string Done = "0";
    private const string Refused = "1";
    private const string NoMemory = "12";
    private const string NoAccess = "13";
    private const string TooManyFiles = "24";
    private const string NoSuchCall = "38";

    private readonly TestFolder _folder = new();

    public ConfinementTests()
    {
        foreach (var name in new[] { "blobs", "spool", "outside" })
        {
            Directory.CreateDirectory(_folder[name]);
        }

        _folder.Write("blobs/blob", "bytes"u8);
        _folder.Write("outside/studio.db", "secret"u8);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a thread", Done)]
    [InlineData("one gigabyte", Done)]
    [InlineData("read a blob", Done)]
    [InlineData("write in the spool", Done)]
    [InlineData("read in the spool", Done)]
    [InlineData("a socket", Refused)]
    [InlineData("a local socket", Refused)]
    [InlineData("a program", Refused)]
    [InlineData("a fork", Refused)]
    [InlineData("a clone", Refused)]
    [InlineData("another clone", NoSuchCall)]
    [InlineData("trace the studio", Refused)]
    [InlineData("limit the studio", Refused)]
    [InlineData("a mount", Refused)]
    [InlineData("a module", Refused)]
    [InlineData("io_uring", Refused)]
    [InlineData("five gigabytes", NoMemory)]
    [InlineData("three hundred files", TooManyFiles)]
    [InlineData("NoNewPrivs", "1")]
    [InlineData("Seccomp", "2")]
    [InlineData("CapEff", "0000000000000000")]
    [InlineData("CapPrm", "0000000000000000")]
    public async Task A_captive_decoder_gets_what_it_needs_and_no_more(string deed, string answer) =>
        Assert.Equal(answer, (await CaptiveAsync()).Deeds[deed]);

    [Theory]
    [InlineData("write a blob", NoAccess)]
    [InlineData("a new blob", NoAccess)]
    [InlineData("read outside", NoAccess)]
    [InlineData("write outside", NoAccess)]
    [InlineData("a new file outside", NoAccess)]
    [InlineData("a new file by ..", NoAccess)]
    [InlineData("list outside", NoAccess)]
    [InlineData("the studio's environment", NoAccess)]
    [InlineData("the studio's memory", NoAccess)]
    [InlineData("passwords", NoAccess)]
    [InlineData("stop the studio", Refused)]
    public async Task A_captive_decoder_sees_no_file_but_its_room(string deed, string answer)
    {
        var (deeds, words) = await CaptiveAsync();
        Assert.SkipWhen(words.Contains("no Landlock", StringComparison.Ordinal), "This kernel has no Landlock.");
        Assert.Equal(answer, deeds[deed]);
    }

    [Fact]
    public async Task The_real_media_process_is_held_and_so_is_its_host_of_ffmpeg()
    {
        var start = new ChildStart(ChildProgram.Media, _folder["spool"], _folder["media.log"]) { Room = new ChildRoom(_folder["blobs"], _folder["spool"]) };
        await using var child = await ChildProcess.StartAsync<IMedia>(start, TimeProvider.System, TestContext.Current.CancellationToken);
        var outside = _folder.Write("outside/a.png", Pictures.Png(Pictures.Gradient(12, 9)));
        var inside = _folder.Write("blobs/a.png", File.ReadAllBytes(outside));

        var finding = Assert.Single(await child.Service.InspectPicturesAsync([inside], PictureCaps.Default, TestContext.Current.CancellationToken));

        Assert.Null(finding.Refusal);
        foreach (var process in Processes.ChildrenOf(child.Id).Append(child.Id))
        {
            var status = File.ReadAllText($"/proc/{process}/status");
            Assert.Contains("Seccomp:\t2", status, StringComparison.Ordinal);
            Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
            Assert.Contains("CapEff:\t0000000000000000", status, StringComparison.Ordinal);
            Assert.Contains("CapPrm:\t0000000000000000", status, StringComparison.Ordinal);
            var limits = File.ReadAllText($"/proc/{process}/limits");
            Assert.Matches("Max core file size +0 +0 ", limits);
            Assert.Matches("Max open files +256 +256 ", limits);
            Assert.DoesNotMatch("Max file size +unlimited", limits);
        }

        var own = File.ReadAllText($"/proc/{child.Id}/limits");
        Assert.DoesNotMatch("Max address space +unlimited", own);
        Assert.DoesNotMatch("Max cpu time +unlimited", own);
        Assert.SkipWhen(ReadLog().Contains("no Landlock", StringComparison.Ordinal), "This kernel has no Landlock.");
        await Assert.ThrowsAnyAsync<StreamJsonRpc.RemoteInvocationException>(
            () => child.Service.InspectPicturesAsync([outside], PictureCaps.Default, TestContext.Current.CancellationToken));
    }

    private string ReadLog() => File.Exists(_folder["media.log"]) ? File.ReadAllText(_folder["media.log"]) : "";

    private async Task<(Dictionary<string, string> Deeds, string Words)> CaptiveAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "AigcStudio.Captive");
        string[] arguments = ["--reads", _folder["blobs"], "--writes", _folder["spool"], _folder["outside"], Environment.ProcessId.ToString(CultureInfo.InvariantCulture)];
        using var captive = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (lines, words) = (captive.StandardOutput.ReadToEndAsync(), captive.StandardError.ReadToEndAsync());
        await captive.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(captive.ExitCode == 0, await words);
        return ((await lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=')).ToDictionary(p => p[0], p => p[1]), await words);
    }
}
