using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Notifications;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Notifications.Pages;

public sealed class NotificationsPageTests : StudioPageTest
{
    public NotificationsPageTests()
        : base(services => services.AddNotificationDesk().AddDataProtection())
    {
        using var db = Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContext();
        db.People.Where(p => p.Id == Me.Id).ExecuteUpdate(s => s.SetProperty(p => p.Role, Role.Admin));
    }

    [Fact]
    public async Task What_could_be_overwritten_by_what_is_kept_cannot_be_typed_yet()
    {
        var zone = JSInterop.SetupModule("./js/runs-clock.js").Setup<string?>("zone");
        var page = Render<NotificationsPage>();
        Assert.Empty(page.FindAll("input"));

        await page.InvokeAsync(() => zone.SetResult("UTC"));

        page.WaitForElement("form input");
    }
}
