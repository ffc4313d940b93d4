using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>What moves an application on: each step with its audit row, its event and its mail.</summary>
internal sealed class ApiApplicationActs(ApiMails mails, ApiProductStore products, PermissionNotices notices)
{
    private const string Path = "/portal/v1/api-applications/";

    /// <summary>An application was sent.</summary>
    public Task SubmittedAsync(WriteScope write, ApiApplicationRow row) => RecordAsync(write, row, "submitted", "received", row.ReviewDueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The reviewer asks back.</summary>
    public async Task AskAsync(WriteScope write, ApiApplicationRow row, string question)
    {
        RefuseUnless(row, "submitted");
        await ApiApplicationStore.SayAsync(write, row.Id, ApiApplicationMessageKind.Question, question);
        await RecordAsync(write, row, "questioned", "question", question, ApiApplicationStore.AnswerDays);
    }

    /// <summary>The applicant answers.</summary>
    public async Task AnswerAsync(WriteScope write, ApiApplicationRow row, string answer, DateTimeOffset now)
    {
        RefuseUnless(row, "waitingForApplicant");
        // The hourly work closes it a little later; the time is over all the same.
        if (row.AnswerDueAt <= now.UtcDateTime)
            throw ApiAccessErrors.ApplicationNotOpen.With("closed");
        await ApiApplicationStore.SayAsync(write, row.Id, ApiApplicationMessageKind.Answer, answer);
        await RecordAsync(write, row, "answered", mail: null);
    }

    /// <summary>The applicant wants it no more.</summary>
    public async Task WithdrawAsync(WriteScope write, ApiApplicationRow row)
    {
        RefuseUnless(row, "submitted", "waitingForApplicant");
        await ApiApplicationStore.EndAsync(write, row.Id, "withdrawn");
        await RecordAsync(write, row, "withdrawn", mail: null);
    }

    /// <summary>The reviewer refuses.</summary>
    public async Task RefuseAsync(WriteScope write, ApiApplicationRow row, string reason)
    {
        RefuseUnless(row, "submitted");
        await ApiApplicationStore.EndAsync(write, row.Id, "refused", reason);
        await RecordAsync(write, row, "refused", "refused", reason);
    }

    /// <summary>Closes an application whose question was not answered in time; does nothing if something else was done to it meanwhile.</summary>
    public async Task<bool> CloseOverdueAsync(WriteScope write, Guid id)
    {
        if (await ApiApplicationStore.LockAsync(write, id, tenantId: null) is not { State: "waitingForApplicant" } row)
            return false;
        await ApiApplicationStore.EndAsync(write, id, "closed");
        await RecordAsync(write, row, "closed", "closed", ApiApplicationStore.AnswerDays);
        return true;
    }

    /// <summary>The reviewer approves: the organisation has access to the products, and to the data of the brands.</summary>
    public async Task ApproveAsync(WriteScope write, ApiApplicationRow row, ApiApprovalCreate body)
    {
        RefuseUnless(row, "submitted");
        var catalogue = (await products.ListAsync(write)).ToDictionary(product => product.Code, StringComparer.Ordinal);
        var plans = await ApiApprovalRules.CheckAsync(write, row, body, catalogue);
        foreach (var (code, plan) in plans)
        {
            await ApiGrants.GrantAsync(write, row.TenantId, catalogue[code], plan, "application");
            await ApiApplicationStore.SetPlanAsync(write, row.Id, code, plan);
            var accepted = row.ConditionsVersions[Array.IndexOf(row.Products, code)];
            await ApiProductStore.AcceptAsync(write, row.TenantId, code, accepted);
            if (accepted < catalogue[code].ConditionsVersion)
                await ProductRights.DemandConditionsAsync(write, catalogue[code].RightCode, ApiAccess.TimeToAccept, row.TenantId);
        }

        // The sandbox of an organisation has the permissions of the organisation.
        await ApiGrants.GrantBrandsAsync(write, notices, row.TenantId, body.BrandPermissions!, "application");
        if ((await Tenants.FindAsync(write, row.TenantId))!.SandboxId is { } sandbox)
            await ApiGrants.GrantBrandsAsync(write, notices, sandbox, body.BrandPermissions!, "application");
        await ApiApplicationStore.EndAsync(write, row.Id, "approved", brands: body.BrandPermissions);
        await RecordAsync(write, row, "approved", "approved", string.Join('\n', plans.Select(plan => $"{catalogue[plan.Key].Names.En}: {plan.Value}")));
    }

    private static void RefuseUnless(ApiApplicationRow row, params ReadOnlySpan<string> states)
    {
        if (!states.Contains(row.State))
            throw ApiAccessErrors.ApplicationNotOpen.With(row.State);
    }

    private async Task RecordAsync(WriteScope write, ApiApplicationRow row, string what, string? mail, params object?[] arguments)
    {
        await write.AuditAsync(row.TenantId, $"organisations.apiApplication.{what}", "apiApplication", row.Id.ToString(), new Dictionary<string, string?> { ["products"] = string.Join(' ', row.Products) });
        await Events.AddAsync(write, row.TenantId, $"organisations.apiApplication.{what}", Path + row.Id, new Dictionary<string, string?> { ["id"] = row.Id.ToString(), ["products"] = string.Join(' ', row.Products) });
        if (mail is not null)
            await mails.ApplicationAsync(write, row, mail, arguments);
    }
}
