using System.Runtime.InteropServices;
using AigcStudio.Tests.Datasets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>
/// A limit on the test program ends it by SIGTERM. A host that takes the signal for its own stops under its test, which then fails with words about a
/// disposed object, and keeps the program from ending.
/// </summary>
public sealed partial class SignalTests
{
    private const int Terminate = 15;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signal_to_the_test_program_stops_no_studio_in_it()
    {
        // Whoever registers first is called last: when this hears the signal, the studios have.
        var heard = new TaskCompletionSource();
        using var ear = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            heard.TrySetResult();
        });
        await using var app = new StudioApp();
        await using var served = new ServedStudio();
        var lives = new[] { app.Services, served.Services }.Select(s => s.GetRequiredService<IHostApplicationLifetime>()).ToList();

        Assert.Equal(0, Send(Environment.ProcessId, Terminate));

        await heard.Task.WaitAsync(Cancel);
        Assert.All(lives, life => Assert.False(life.ApplicationStopping.IsCancellationRequested));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
