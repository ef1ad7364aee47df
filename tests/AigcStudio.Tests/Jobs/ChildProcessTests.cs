using System.Diagnostics;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Tests.Datasets;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_real_media_host_answers_and_goes_when_it_is_let_go()
    {
        var child = await StartAsync(MediaStart());
        var picture = _folder.Write("a.png", Pictures.Png(Pictures.Gradient(12, 9)));
        var findings = await child.Service.InspectPicturesAsync([picture], PictureCaps.Default, TestContext.Current.CancellationToken);
        await child.DisposeAsync();

        Assert.Equal(("png", 12, 9), (findings[0].Format, findings[0].Width, findings[0].Height));
        Assert.Equal(new ChildExit("media", 0, Killed: false), await child.Exited);
        Assert.Empty(Directory.GetDirectories(_folder["spool"]));
    }

    [Fact]
    public async Task A_refusal_of_the_child_arrives_with_its_code()
    {
        await using var child = await StartAsync(MediaStart());
        var text = _folder.Write("a.png", "no picture"u8);

        var refusal = await Assert.ThrowsAsync<ChildRefusedException>(
            () => child.Service.MakeThumbnailAsync(text, 64, _folder["t.webp"], TestContext.Current.CancellationToken));
        Assert.Equal("import.picture.notAPicture", refusal.Code);
    }

    [Fact]
    public async Task A_killed_child_fails_its_calls_and_tells_who_killed_it()
    {
        await using var child = await StartAsync(MediaStart());
        child.Kill();

        var end = await Assert.ThrowsAsync<ChildEndedException>(
            () => child.Service.InspectPicturesAsync([], PictureCaps.Default, TestContext.Current.CancellationToken));
        Assert.Equal(new ChildExit("media", 137, Killed: true), end.Exit);
        Assert.Equal("jobs.child.ended", end.Code);
    }

    [Fact]
    public async Task A_kill_from_outside_is_told_as_lack_of_memory()
    {
        await using var child = await StartAsync(MediaStart());
        using (var process = Process.GetProcessById(child.Id))
        {
            process.Kill();
        }

        Assert.Equal("jobs.child.outOfMemory", (await child.Exited).Sentence.Code);
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB.", "jobs.child.outOfMemory")]
    [InlineData("DefaultCPUAllocator: can't allocate memory", "jobs.child.outOfMemory")]
    [InlineData("mat1 and mat2 shapes cannot be multiplied", "jobs.child.ended")]
    public async Task An_abort_is_lack_of_memory_only_where_its_last_words_say_so(string words, string code)
    {
        using var child = ChildHandle.Launch(Start(Script($"echo \"{words}\" >&2; kill -ABRT $$")), new ChildArguments("rpc", "leash"));

        Assert.Equal(code, (await child.Exited).Sentence.Code);
    }

    [Fact]
    public async Task The_last_words_of_a_child_are_few_short_and_harmless()
    {
        var start = Start(Script("for i in $(seq 100); do echo \"line $i\"; done; printf '\\033[31mred\\033[0m\\007\\n'; head -c 5000 /dev/zero | tr '\\0' x; exit 1"));
        using var child = ChildHandle.Launch(start, new ChildArguments("rpc", "leash"));

        var words = (await child.Exited).LastWords;
        Assert.Equal((40, "line 63", "red", 401), (words.Count, words[0], words[^2], words[^1].Length));
    }

    [Fact]
    public async Task The_media_host_runs_under_a_system_call_filter_and_leaves_no_core()
    {
        await using var child = await StartAsync(MediaStart());
        await child.Service.InspectPicturesAsync([], PictureCaps.Default, TestContext.Current.CancellationToken);

        Assert.Contains("Seccomp:\t2", File.ReadAllText($"/proc/{child.Id}/status"), StringComparison.Ordinal);
        Assert.Matches("Max core file size +0 ", File.ReadAllText($"/proc/{child.Id}/limits"));
    }

    [Fact]
    public async Task A_media_host_ends_with_its_host_of_ffmpeg_so_that_both_are_started_anew()
    {
        await using var child = await StartAsync(MediaStart());
        var formats = await child.Service.SoundFormatsAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(formats.Contains("mp3"), "ffmpeg is not installed.");
        using (var host = Process.GetProcessById(Processes.ChildrenOf(child.Id).Single()))
        {
            host.Kill();
        }

        var song = _folder.Write("song", [.. "fLaC"u8, .. new byte[100]]);
        await Assert.ThrowsAsync<ChildEndedException>(
            () => child.Service.TakeInSoundsAsync([song], SoundCaps.Default, _folder.Root, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_long_spool_path_does_not_break_the_sockets()
    {
        var spool = Directory.CreateDirectory(Path.Combine(_folder.Root, new string('l', 120))).FullName;
        await using var child = await StartAsync(MediaStart() with { Spool = spool });

        Assert.Empty(await child.Service.InspectPicturesAsync([], PictureCaps.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missing_program_is_refused_in_words()
    {
        var refusal = await Assert.ThrowsAsync<ChildNotStartedException>(() => StartAsync(Start(_folder["nowhere"])));

        Assert.Equal("jobs.child.notStarted", refusal.Code);
    }

    [Fact]
    public async Task A_program_that_ends_at_once_is_not_waited_for_and_its_last_words_are_kept()
    {
        await Assert.ThrowsAsync<ChildNotStartedException>(() => StartAsync(Start(Script("echo out of luck >&2; exit 3"))));

        Assert.Equal("out of luck\n", File.ReadAllText(_folder["child.log"]));
    }

    [Fact]
    public async Task A_program_that_never_connects_is_killed_after_the_timeout()
    {
        var time = new FakeTimeProvider();
        var start = ChildProcess.StartAsync<IMedia>(Start(Script("echo $$ >&2; exec sleep 600")), time, TestContext.Current.CancellationToken);
        await Eventually(() => File.Exists(_folder["child.log"]));
        time.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAsync<ChildNotStartedException>(() => start);
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(_folder["child.log"]).Trim()}"));
    }

    [Fact]
    public async Task A_chatty_child_fills_no_disk_and_its_newest_lines_stay()
    {
        var start = Start(Script("i=0; while [ $i -lt 3000 ]; do echo line $i of many; i=$((i+1)); done; exit 1")) with { MaxLogBytes = 16_384 };
        await Assert.ThrowsAsync<ChildNotStartedException>(() => StartAsync(start));

        Assert.InRange(Directory.GetFiles(_folder.Root, "child.log*").Sum(f => new FileInfo(f).Length), 1, 16_384);
        Assert.EndsWith("line 2999 of many\n", File.ReadAllText(_folder["child.log"]), StringComparison.Ordinal);
    }

    private static Task<ChildProcess<IMedia>> StartAsync(ChildStart start) =>
        ChildProcess.StartAsync<IMedia>(start, TimeProvider.System, TestContext.Current.CancellationToken);

    private static async Task Eventually(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private ChildStart MediaStart() => Start(ChildProgram.Media.Path);

    private ChildStart Start(string program) =>
        new(new ChildProgram("media", program), Directory.CreateDirectory(_folder["spool"]).FullName, _folder["child.log"]);

    private string Script(string body)
    {
        var path = _folder.Write("script.sh", System.Text.Encoding.UTF8.GetBytes("#!/bin/sh\n" + body + "\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
