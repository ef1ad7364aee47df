using System.Net;
using System.Net.Sockets;
using AigcStudio.Core.Notifications;

namespace AigcStudio.Web.Notifications;

/// <summary>
/// Connects to public addresses alone. The name is resolved here and the connection made to what was looked at, so that a name which answers
/// differently a moment later gains nothing.
/// </summary>
internal static class GuardedConnect
{
    /// <exception cref="NotificationException"><c>notifications.webhook.inside(host)</c>.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        if (addresses.Length == 0 || addresses.Any(InsideAddresses.Contain))
        {
            throw new NotificationException("notifications.webhook.inside", context.DnsEndPoint.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
