using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.Navigation;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Publications.CenTree;

/// <summary>Editing of the CEN navigation: editors change texts and targets, content administrators the tree.</summary>
[ApiProduct("administration", 1)]
[Route("cen-navigation")]
[Tags("CenNavigation")]
[Access(Scopes.Administration, Machine = ContentRights.Administer, Person = ContentRights.Administer, PersonOr = ContentRights.Edit, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class CenEditingController(CenStore store, CallerDirectory callers, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List the tree for editing</summary>
    /// <remarks>Headings, each followed by its entries, as they are stored, for all countries, vehicles and brands.</remarks>
    [HttpGet(Name = "ListCenNodes")]
    [ProducesResponseType<Page<CenNode>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<CenNode>>> ListCenNodes([FromQuery] CenNodeQuery query, CancellationToken cancellationToken)
    {
        var filter = new CenFilter { ParentCode = CenRules.Blank(query.ParentCode) };
        var list = Cursors.ListKey("cenNodes", Caller, filter.ParentCode);
        var found = await store.ListAsync(filter, cursors.Read(list, query.Cursor)?[0], query.Take + 1, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, last.Place));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var page = new Page<CenNode> { Items = [.. rows.Items.Select(row => row.ToNode())], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var total = await store.CountAsync(filter, PageQuery.TotalCap, cancellationToken);
        return page.WithTotal(total);
    }

    /// <summary>Read an entry for editing</summary>
    /// <remarks>As it is stored, with targets that have been withdrawn since.</remarks>
    /// <param name="code" example="repairInstructions">Code of the entry.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{code}", Name = "GetCenNode")]
    [ProducesResponseType<CenNode>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<CenNode>> GetCenNode([StringLength(50), RegularExpression(NavigationForms.Code)] string code, CancellationToken cancellationToken)
    {
        var node = (await store.FindAsync(code, new(), cancellationToken))?.ToNode() ?? throw CenErrors.NotFound.With();
        Response.Headers.ETag = node.Etag;
        return node;
    }

    /// <summary>Create an entry</summary>
    /// <remarks>A heading, or an entry below one.</remarks>
    /// <param name="body">The entry.</param>
    [HttpPost(Name = "CreateCenNode"), Idempotent]
    [Access(Scopes.Administration, Machine = ContentRights.Administer, Person = ContentRights.Administer, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<CenNode>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public async Task<IActionResult> CreateCenNode([FromBody] CenNodeCreate body)
    {
        var viewer = await ViewerAsync();
        return await writes.RunAsync(HttpContext, async write =>
        {
            await CheckAsync(write, body.Code!, body, viewer);
            var node = (await CenStore.AddAsync(write, body.Code!, body) ?? throw CenErrors.CodeTaken.With()).ToNode();
            await AuditAsync(write, "created", before: null, node);
            return Answer.Created($"/administration/v1/cen-navigation/{node.Code}", node, node.Etag);
        });
    }

    /// <summary>Replace an entry</summary>
    /// <remarks>Sets everything. Without the right `content.administer` only texts and targets may differ from what is stored.</remarks>
    /// <param name="code" example="repairInstructions">Code of the entry.</param>
    /// <param name="body">The entry, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{code}", Name = "ReplaceCenNode")]
    [ProducesResponseType<CenNode>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<IActionResult> ReplaceCenNode([StringLength(50), RegularExpression(NavigationForms.Code)] string code, [FromBody] CenNodeReplace body, [FromHeader(Name = "If-Match")] string? ifMatch)
    {
        var viewer = await ViewerAsync();
        return await writes.RunAsync(HttpContext, async write =>
        {
            var before = await LockAsync(write, code, ifMatch);
            if (!Caller.Rights.ContainsKey(ContentRights.Administer) && !CenRules.KeepsTree(before, body))
                throw AccessErrors.PermissionMissing.With(ContentRights.Administer);
            await CheckAsync(write, code, body, viewer);
            var node = (await CenStore.ReplaceAsync(write, code, body)).ToNode();
            await AuditAsync(write, "replaced", before.ToNode(), node);
            return Answer.Changed(node, node.Etag);
        });
    }

    /// <summary>Delete an entry</summary>
    /// <remarks>A heading only when nothing stands below it.</remarks>
    /// <param name="code" example="repairInstructions">Code of the entry.</param>
    /// <param name="ifMatch">`ETag` of the state that is deleted.</param>
    [HttpDelete("{code}", Name = "DeleteCenNode")]
    [Access(Scopes.Administration, Machine = ContentRights.Administer, Person = ContentRights.Administer, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteCenNode([StringLength(50), RegularExpression(NavigationForms.Code)] string code, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var before = await LockAsync(write, code, ifMatch);
        if (await CenStore.HasEntriesAsync(write, code))
            throw CenErrors.HasEntries.With();
        await CenStore.DeleteAsync(write, code);
        await AuditAsync(write, "deleted", before.ToNode(), after: null);
        return Answer.Deleted();
    });

    private static async Task<CenRow> LockAsync(WriteScope write, string code, string? ifMatch)
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var before = await CenStore.LockAsync(write, code) ?? throw CenErrors.NotFound.With();
        return before.Version == version ? before : throw PreconditionErrors.VersionConflict.With();
    }

    private static async Task CheckAsync(WriteScope write, string code, CenNodeReplace body, Viewer viewer)
    {
        var parent = CenRules.Blank(body.ParentCode) is { } above ? await CenStore.LockAsync(write, above) : null;
        if (CenRules.Check(code, body, parent, await CenStore.HasEntriesAsync(write, code), viewer) is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
    }

    private async Task<Viewer> ViewerAsync() => new(Caller, await callers.ReadAsync(Caller, HttpContext.RequestAborted), null, new Dictionary<string, string[]>(StringComparer.Ordinal));

    private Task AuditAsync(WriteScope write, string happened, CenNode? before, CenNode? after)
    {
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        Describe("old.", before);
        Describe("new.", after);
        return write.AuditAsync(Caller.TenantId, "publications.cenEntry." + happened, "cenEntry", (after ?? before)!.Code, details);

        void Describe(string prefix, CenNode? node)
        {
            if (node is null)
                return;
            details[prefix + "parentCode"] = node.ParentCode;
            details[prefix + "sortOrder"] = node.SortOrder.ToString(CultureInfo.InvariantCulture);
            details[prefix + "label"] = node.Label.En;
            details[prefix + "targets"] = string.Join(' ', node.Targets.Select(target => $"{JsonNamingPolicy.CamelCase.ConvertName(target.Kind.ToString())}:{target.Code}"));
            details[prefix + "vehicleKind"] = node.VehicleKind;
            details[prefix + "brands"] = string.Join(' ', node.Brands);
            details[prefix + "countries"] = string.Join(' ', node.Countries);
        }
    }
}
