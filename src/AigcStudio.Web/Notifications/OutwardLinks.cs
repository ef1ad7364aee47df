using AigcStudio.Data.Notifications;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Notifications;

/// <summary>Links that are handed to people elsewhere: they begin with the studio's own address where an administrator has written one.</summary>
public sealed class OutwardLinks(NotificationBook book)
{
    /// <param name="here">Says how this browser reaches the studio, for want of anything better.</param>
    /// <param name="path">Within the studio, beginning with a slash.</param>
    public async Task<string> ToAsync(NavigationManager here, string path, CancellationToken cancel)
    {
        var address = (await book.GetAsync(cancel)).Address;
        return address.Length > 0 ? address + path : here.ToAbsoluteUri(path).ToString();
    }
}
