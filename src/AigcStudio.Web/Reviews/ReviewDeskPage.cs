using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Reviews;

/// <summary>What the pages of the desk have in common: who looks, and the filter in their address.</summary>
public abstract class ReviewDeskPage : ComponentBase, IDisposable
{
    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "modality")] public string? Kind { get; set; }

    [SupplyParameterFromQuery] public Guid? ModelId { get; set; }

    [SupplyParameterFromQuery] public Guid? RunId { get; set; }

    [SupplyParameterFromQuery] public Guid? RequestId { get; set; }

    [SupplyParameterFromQuery] public string? Order { get; set; }

    protected Departure Gone { get; } = new();

    protected ReviewFilter Filter => new ReviewAddress { Modality = Kind, ModelId = ModelId, RunId = RunId, RequestId = RequestId, Order = Order }.ToFilter();

    public void Dispose()
    {
        Gone.Dispose();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what a page itself holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
