using AigcStudio.Tests.Shell;
using AigcStudio.Web.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>One event is one line, whatever stood in a name: nobody writes a line of their own into the log, or paints over one on a terminal.</summary>
public sealed class LogLineTests
{
    public static TheoryData<string> Names =>
    [
        "a\r\ncrit: Admin signed in", "a\ncrit: forged", "a\rforged", "\u001b[2K\u001b[1Aforged", "a\u2028forged", "a\u2029forged", "a\u0085forged", "a\u000bforged", "a\u000cforged", "a\0b", "\u202eforged", "\u009b2Kforged",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_writes_no_line_of_its_own(string name)
    {
        var line = Written($"The file {name} was refused", null);

        Assert.EndsWith("was refused\n", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^1], c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202e');
        Assert.StartsWith("2026-11-26T12:00:00.000Z warning AigcStudio.Web.Jobs[7] ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_stands_in_the_line_of_its_event()
    {
        var line = Written("Job failed", new InvalidOperationException("bad\r\nforged", new IOException("within\nforged")));

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains("InvalidOperationException", line, StringComparison.Ordinal);
        Assert.Contains("within", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_studio_writes_its_log_so()
    {
        await using var studio = new StudioApp();

        Assert.Equal(LineFormatter.FormatterName, studio.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        Assert.Contains(studio.Services.GetServices<ConsoleFormatter>(), f => f is LineFormatter);
    }

    private static string Written(string message, Exception? fault)
    {
        using var text = new StringWriter();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
        var entry = new LogEntry<string>(LogLevel.Warning, "AigcStudio.Web.Jobs", new EventId(7), message, fault, (state, _) => state);
        new LineFormatter(clock).Write(in entry, null, text);
        return text.ToString();
    }
}
