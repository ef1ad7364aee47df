using AigcStudio.Web.Jobs;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class DiskFullTests
{
    // errno ENOSPC and EIO, as .NET on Linux carries them.
    private const int NoSpace = 28;
    private const int Broken = 5;

    [Theory]
    [InlineData(NoSpace, true)]
    [InlineData(Broken, false)]
    public void A_child_without_room_is_told_from_one_with_a_broken_disk(int number, bool full)
    {
        var told = new CommonErrorData { TypeName = "System.IO.IOException", HResult = number, Message = "told over the wire" };
        Assert.Equal(full, DiskFull.Is(new RemoteInvocationException("told", 0, null, told)));
        Assert.Equal(full, DiskFull.Is(new RemoteInvocationException("told", 0, null, new CommonErrorData { TypeName = "System.AggregateException", Inner = told })));
    }

    [Fact]
    public void A_library_without_room_is_known_by_the_words_of_the_C_library() =>
        Assert.True(DiskFull.Is(new RemoteInvocationException(
            "told", 0, null, new CommonErrorData { TypeName = "NetVips.VipsException", Message = "unable to call pngsave\nsystem error: No space left on device" })));

    [Fact]
    public void The_number_alone_means_nothing() =>
        Assert.False(DiskFull.Is(new RemoteInvocationException("told", 0, null, new CommonErrorData { TypeName = "System.Exception", HResult = NoSpace })));
}
