using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace AigcStudio.Web.Shell;

/// <summary>
/// Where a page's refusals and faults end. A refusal is said in its own words; a fault is logged under an id that the
/// person can name, and its stack stays in the log.
/// </summary>
public sealed class PageBoundary : ErrorBoundaryBase
{
    private string _id = "";

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required ILogger<PageBoundary> Log { get; set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        if (exception is not StudioException)
        {
            _id = Guid.CreateVersion7().ToString("N")[^12..];
            Log.LogError(exception, "A page failed: {Id}.", _id);
        }

        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        switch (CurrentException)
        {
            // What a page that was just left still had under way ends like this; it is no fault of the page that came.
            case null or OperationCanceledException or ObjectDisposedException or JSDisconnectedException:
                builder.AddContent(0, ChildContent);
                break;
            case RefusedException { Code: "refused.signedOut" }:
                builder.OpenComponent<SignInAgain>(1);
                builder.CloseComponent();
                break;
            case StudioException refusal:
                Say(builder, Icons.Material.Outlined.DoNotDisturbOn, "error.refused.title", Texts[refusal.Code, [.. refusal.Arguments]]);
                break;
            default:
                Say(builder, Icons.Material.Outlined.HealthAndSafety, "error.unexpected.title", Texts["error.unexpected", _id]);
                break;
        }
    }

    private void Say(RenderTreeBuilder builder, string icon, string titleCode, string text)
    {
        builder.OpenComponent<EmptyState>(2);
        builder.AddComponentParameter(3, nameof(EmptyState.Icon), icon);
        builder.AddComponentParameter(4, nameof(EmptyState.Title), Texts[titleCode]);
        builder.AddComponentParameter(5, nameof(EmptyState.Text), text);
        builder.AddComponentParameter(6, nameof(EmptyState.ChildContent), (RenderFragment)Back);
        builder.CloseComponent();
    }

    private void Back(RenderTreeBuilder builder)
    {
        builder.OpenComponent<MudButton>(0);
        builder.AddComponentParameter(1, nameof(MudButton.Variant), Variant.Filled);
        builder.AddComponentParameter(2, nameof(MudButton.Color), Color.Primary);
        builder.AddComponentParameter(3, nameof(MudButton.OnClick), EventCallback.Factory.Create<MouseEventArgs>(this, Recover));
        builder.AddComponentParameter(4, nameof(MudButton.ChildContent), (RenderFragment)(b => b.AddContent(0, Texts["error.again"])));
        builder.CloseComponent();
    }
}
