using System.Globalization;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Access of tenants to products: how it stands, and the acts on it, the same for the organisation and for staff.</summary>
internal sealed class SubscriptionActs(ApiProductStore products, ProductRights rights, Plans plans, ApiSubscriptionStore store, SubscriptionMails mails, TimeProvider time)
{
    /// <summary>The access of a tenant, in the order of the products; ended ones too.</summary>
    public async Task<IReadOnlyList<ApiSubscription>> ListAsync(Guid tenantId, ApiEnvironment environment, CancellationToken cancellation)
    {
        var held = (await rights.ListAsync(tenantId, cancellation)).ToDictionary(right => right.Code, StringComparer.Ordinal);
        var (accepted, all) = (await store.AcceptedAsync(tenantId, cancellation), await plans.ListAsync(cancellation));
        return [.. (await products.ListAsync(cancellation)).Where(product => held.ContainsKey(product.RightCode))
            .Select(product => Of(product, held[product.RightCode], environment, all, accepted.TryGetValue(product.Code, out var version) ? version : null))];
    }

    /// <summary>The access of a tenant to one product; null if it never had it.</summary>
    public async Task<ApiSubscription?> FindAsync(Guid tenantId, string productCode, ApiEnvironment environment, CancellationToken cancellation) =>
        (await ListAsync(tenantId, environment, cancellation)).FirstOrDefault(subscription => subscription.ProductCode == productCode);

    /// <summary>The product and the right of an access, locked until the end of the act.</summary>
    public async Task<(ApiProductRow Product, ProductRight Right)> LockAsync(WriteScope write, Guid tenantId, string productCode)
    {
        var product = (await products.ListAsync(write)).FirstOrDefault(one => one.Code == productCode);
        var right = product is null ? null : await ProductRights.LockAsync(write, tenantId, product.RightCode);
        return right is null ? throw ApiAccessErrors.SubscriptionNotFound.With() : (product!, right);
    }

    /// <summary>Changes the plan of an access that has not ended; where it has the plan, nothing is written and nobody is told.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="tenantId">Tenant.</param>
    /// <param name="access">The access, locked.</param>
    /// <param name="planCode">The other plan.</param>
    /// <param name="offeredOnly">Only plans that organisations may choose by themselves.</param>
    public async Task ChangePlanAsync(WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access, string planCode, bool offeredOnly)
    {
        if (!access.Right.IsThere)
            throw ApiAccessErrors.SubscriptionEnded.With(access.Product.Code);
        var plan = await Plans.FindAsync(write, planCode);
        if (plan is null || !plan.IsFor(access.Product.Code) || (offeredOnly && !plan.Offered))
            throw Wrong("/planCode", "There is no such plan for this product that can be chosen here.");
        if (plan.RequiresPaymentMethod)
            throw ApiAccessErrors.PaymentMethodMissing.With(planCode);
        if (planCode == access.Right.PlanCode)
            return;
        await ProductRights.ChangePlanAsync(write, tenantId, access.Product.RightCode, planCode);
        await TellAsync(write, tenantId, access.Product, "planChanged", new() { PlanCode = planCode });
    }

    /// <summary>The operator ends an access, at once or with a last day.</summary>
    public Task TerminateAsync(WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access, ApiTermination body) =>
        TerminateAsync(write, tenantId, access, body, ProductRights.EndAsync);

    /// <summary>The organisation ends its access, at once or with a last day, which is earlier than the end that the operator has set.</summary>
    public Task TerminateOwnAsync(WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access, ApiTermination body) =>
        TerminateAsync(write, tenantId, access, body, (scope, tenant, code, until) => access.Right.ContractUntil <= until.UtcDateTime
            ? throw Wrong("/endsOn", "The access ends by then: the last day can only be an earlier one.")
            : ProductRights.EndEarlierAsync(scope, tenant, code, until));

    private async Task TerminateAsync(
        WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access, ApiTermination body, Func<WriteScope, Guid, string, DateTimeOffset, Task> endAsync)
    {
        if (!access.Right.IsThere)
            throw ApiAccessErrors.SubscriptionEnded.With(access.Product.Code);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var day = string.IsNullOrEmpty(body.EndsOn) ? (DateOnly?)null : DateOnly.ParseExact(body.EndsOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (day < today || day == DateOnly.MaxValue)
            throw Wrong("/endsOn", $"The last day is {today:yyyy-MM-dd} or later, and before {DateOnly.MaxValue:yyyy-MM-dd}.");
        if (day is { } last)
            await endAsync(write, tenantId, access.Product.RightCode, new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));
        else
            await ProductRights.EndNowAsync(write, tenantId, access.Product.RightCode);
        await TellAsync(write, tenantId, access.Product, "terminated", new() { EndsOn = day ?? today, Reason = body.Reason });
    }

    /// <summary>The organisation takes its own end back before it has come; an end that the operator has set stays.</summary>
    public async Task WithdrawTerminationAsync(WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access)
    {
        if (!access.Right.IsThere)
            throw ApiAccessErrors.SubscriptionEnded.With(access.Product.Code);
        if (!access.Right.IsEndOwn)
            throw ApiAccessErrors.SubscriptionState.With(access.Product.Code, access.Right.State);
        await ProductRights.WithdrawEndAsync(write, tenantId, access.Product.RightCode);
        await TellAsync(write, tenantId, access.Product, "terminationWithdrawn", new());
    }

    /// <summary>Suspends an active access.</summary>
    public async Task SuspendAsync(WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access, string reason)
    {
        if (access.Right.State != "active")
            throw ApiAccessErrors.SubscriptionState.With(access.Product.Code, access.Right.State);
        await ProductRights.SuspendAsync(write, tenantId, access.Product.RightCode);
        await TellAsync(write, tenantId, access.Product, "suspended", new() { Reason = reason });
    }

    /// <summary>Ends a suspension.</summary>
    public async Task ReactivateAsync(WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access)
    {
        if (access.Right.State != "suspended")
            throw ApiAccessErrors.SubscriptionState.With(access.Product.Code, access.Right.State);
        await ProductRights.ReactivateAsync(write, tenantId, access.Product.RightCode);
        await TellAsync(write, tenantId, access.Product, "reactivated", new());
    }

    /// <summary>The organisation accepts the conditions in force: calls go on, or are open again within a second.</summary>
    public static async Task AcceptConditionsAsync(WriteScope write, Guid tenantId, (ApiProductRow Product, ProductRight Right) access, int version)
    {
        if (version != access.Product.ConditionsVersion)
            throw ApiAccessErrors.NotAccepted(access.Product, "/version", FieldCodes.ValueNotPermitted);
        await ApiProductStore.AcceptAsync(write, tenantId, access.Product.Code, version);
        await ProductRights.AcceptConditionsAsync(write, tenantId, access.Product.RightCode);
        await ApiGrants.RecordAsync(write, tenantId, access.Product.Code, "conditionsAccepted", new());
    }

    /// <summary>Refuses where newer conditions of a product wait for their acceptance.</summary>
    public static async Task RefuseUnacceptedAsync(WriteScope write, Guid tenantId, IEnumerable<ApiProductRow> wanted)
    {
        var waiting = (await ProductRights.WaitingAsync(write, tenantId)).Select(one => one.Code).ToHashSet(StringComparer.Ordinal);
        if (wanted.FirstOrDefault(product => waiting.Contains(product.RightCode)) is { } product)
            throw new ProblemException(ApiAccessErrors.ConditionsNotAccepted, [product.Code, product.ConditionsVersion]) { ResolutionPath = $"/portal/v1/api-subscriptions/{product.Code}/condition-acceptances" };
    }

    /// <summary>An access as this transaction leaves it.</summary>
    public async Task<ApiSubscription> ReadAsync(WriteScope write, Guid tenantId, ApiProductRow product, ApiEnvironment environment)
    {
        var right = (await ProductRights.LockAsync(write, tenantId, product.RightCode))!;
        var accepted = await ApiProductStore.AcceptedAsync(write, tenantId);
        return Of(product, right, environment, await plans.ListAsync(write.Cancellation), accepted.TryGetValue(product.Code, out var version) ? version : null);
    }

    /// <summary>Refuses a change that was not made from the present state.</summary>
    public static void RequireVersion(ProductRight right, string? ifMatch)
    {
        if (EntityTag.RequiredVersion(ifMatch) != right.Version)
            throw PreconditionErrors.VersionConflict.With();
    }

    private async Task TellAsync(WriteScope write, Guid tenantId, ApiProductRow product, string kind, ApiSubscriptionChange change)
    {
        await ApiGrants.RecordAsync(write, tenantId, product.Code, kind, change);
        await mails.ChangedAsync(write, tenantId, product, kind, change);
    }

    private static ApiSubscription Of(ApiProductRow product, ProductRight right, ApiEnvironment environment, IReadOnlyList<PlanFacts> plans, int? accepted)
    {
        var plan = plans.FirstOrDefault(one => one.Code == right.PlanCode);
        return new()
        {
            ProductCode = product.Code,
            Environment = environment,
            State = Enum.Parse<ApiSubscriptionState>(right.State, ignoreCase: true),
            PlanCode = right.PlanCode,
            PerSecond = plan?.PerSecond,
            PerDay = plan?.PerDay,
            Scopes = product.Scopes,
            GrantedAt = right.ValidFrom,
            EndsOn = right.ValidUntil is { } until ? DateOnly.FromDateTime(until.AddTicks(-1)) : null,
            ConditionsVersion = product.ConditionsVersion,
            AcceptedConditionsVersion = accepted,
            ConditionsDueAt = right.IsThere ? right.ConditionsDueAt : null,
            OfferedPlanCodes = environment == ApiEnvironment.Sandbox ? [] : [.. plans.Where(one => one.Offered && one.IsFor(product.Code)).Select(one => one.Code)],
            Etag = EntityTag.OfVersion(right.Version),
        };
    }

    private static ProblemException Wrong(string pointer, string detail) =>
        new(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = pointer, Code = FieldCodes.ValueNotPermitted, Detail = detail }] };
}
