using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.AccessReports;

/// <summary>Reads the report, the same for the organisation itself and for staff.</summary>
internal sealed class AccessReporting(Writes writes, PermissionPages pages)
{
    private const string Name = "access-report";

    /// <summary>One page.</summary>
    public Task<Page<AccessReportLine>> ListAsync(ControllerBase controller, Principal caller, Guid tenantId, AccessReportQuery query, bool isStaff) => RunAsync(controller, caller.Actor, async write =>
    {
        var (filter, language) = (query.Filter, RequestLanguage.Of(controller.Request));
        var key = $"{filter.Holder}|{filter.Code?.Length}:{filter.Code}|{filter.Q}";
        var after = pages.After(controller, Name, caller, query, key);
        var found = await AccessHolders.ListAsync(write, tenantId, filter, after, query.Take + 1);
        var page = pages.Cut(controller, Name, caller, query, key, found, row => AccessReportLine.Of(row, language, isStaff), row => row.Sort);
        if (query.IncludeTotal != true)
            return page;
        var count = await AccessHolders.CountAsync(write, tenantId, filter, PageQuery.TotalCap);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    });

    /// <summary>The whole report as a file.</summary>
    public async Task<IActionResult> FileAsync(ControllerBase controller, Principal caller, Guid tenantId, AccessReportFileQuery query, bool isStaff)
    {
        var language = RequestLanguage.Of(controller.Request);
        var rows = await RunAsync(controller, caller.Actor, write => AccessHolders.ListAsync(write, tenantId, query.Filter, null, int.MaxValue));
        var format = EnumTextAttribute<AccessReportFormat>.Parse(query.Format)
            ?? (AcceptedTypes.Prefers(controller.Request, AccessReportFile.Ndjson, AccessReportFile.Csv) ? AccessReportFormat.Ndjson : AccessReportFormat.Csv);
        return new AccessReportFile(format, language, [.. rows.Select(row => AccessReportLine.Of(row, language, isStaff))]);
    }

    private Task<T> RunAsync<T>(ControllerBase controller, Actor actor, Func<WriteScope, Task<T>> read) =>
        writes.RunAsync(actor, controller.HttpContext.TraceIdentifier, read, controller.HttpContext.RequestAborted);
}
