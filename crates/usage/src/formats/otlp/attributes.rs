//! Names of attributes: the conventions moved often, and every library has its own.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::fields::{Role, count};
use crate::json::Paths;
use crate::proof::Counts;

/// Which attribute has which role; of several the first that is there. Two spellings of one value count once.
#[rustfmt::skip]
const NAMES: &[(Role, &str)] = &[
    (Role::Id, "gen_ai.response.id"),
    (Role::Id, "llm.response.id"),
    (Role::Model, "gen_ai.response.model"),
    (Role::Model, "gen_ai.request.model"),
    (Role::Model, "llm.response.model"),
    (Role::Model, "llm.request.model"),
    (Role::Model, "ai.response.model"),
    (Role::Model, "ai.model.id"),
    (Role::Model, "model"),
    (Role::Provider, "gen_ai.provider.name"),
    (Role::Provider, "gen_ai.system"),
    (Role::Provider, "ai.model.provider"),
    (Role::Session, "gen_ai.conversation.id"),
    (Role::Session, "session.id"),
    (Role::Session, "conversation.id"),
    (Role::Turn, "prompt.id"),
    (Role::Turn, "prompt_id"),
    (Role::Agent, "gen_ai.agent.name"),
    (Role::Agent, "ai.telemetry.functionId"),
    (Role::User, "enduser.id"),
    (Role::User, "user.id"),
    (Role::Input, "gen_ai.usage.input_tokens"),
    (Role::Input, "gen_ai.usage.prompt_tokens"),
    (Role::Input, "llm.usage.prompt_tokens"),
    (Role::Input, "ai.usage.inputTokens"),
    (Role::Input, "ai.usage.promptTokens"),
    (Role::Input, "input_tokens"),
    (Role::Input, "input_token_count"),
    (Role::Read, "gen_ai.usage.cache_read.input_tokens"),
    (Role::Read, "gen_ai.usage.cache_read_input_tokens"),
    (Role::Read, "gen_ai.usage.input_cached_tokens"),
    (Role::Read, "gen_ai.usage.input_tokens.cached"),
    (Role::Read, "gen_ai.usage.details.cache_read_input_tokens"),
    (Role::Read, "gen_ai.usage.details.cache_read_tokens"),
    (Role::Read, "gen_ai.usage.details.cached_tokens"),
    (Role::Read, "llm.usage.cache_read_input_tokens"),
    (Role::Read, "ai.usage.cachedInputTokens"),
    (Role::Read, "cache_read_tokens"),
    (Role::Read, "cached_content_token_count"),
    (Role::Read, "cached_token_count"),
    (Role::Write, "gen_ai.usage.cache_creation.input_tokens"),
    (Role::Write, "gen_ai.usage.cache_creation_input_tokens"),
    (Role::Write, "gen_ai.usage.cache_write.input_tokens"),
    (Role::Write, "gen_ai.usage.input_cache_creation"),
    (Role::Write, "gen_ai.usage.details.cache_creation_input_tokens"),
    (Role::Write, "gen_ai.usage.details.cache_write_tokens"),
    (Role::Write, "llm.usage.cache_creation_input_tokens"),
    (Role::Write, "cache_creation_tokens"),
    (Role::Tool, "tool_token_count"),
    (Role::Output, "gen_ai.usage.output_tokens"),
    (Role::Output, "gen_ai.usage.completion_tokens"),
    (Role::Output, "llm.usage.completion_tokens"),
    (Role::Output, "ai.usage.outputTokens"),
    (Role::Output, "ai.usage.completionTokens"),
    (Role::Output, "output_tokens"),
    (Role::Output, "output_token_count"),
    (Role::Reasoning, "gen_ai.usage.reasoning.output_tokens"),
    (Role::Reasoning, "gen_ai.usage.reasoning_tokens"),
    (Role::Reasoning, "gen_ai.usage.output_tokens.reasoning"),
    (Role::Reasoning, "gen_ai.usage.details.reasoning_tokens"),
    (Role::Reasoning, "ai.usage.reasoningTokens"),
    (Role::Reasoning, "thoughts_token_count"),
    (Role::Reasoning, "reasoning_token_count"),
    (Role::Total, "gen_ai.usage.total_tokens"),
    (Role::Total, "llm.usage.total_tokens"),
    (Role::Total, "ai.usage.totalTokens"),
    (Role::Total, "ai.usage.tokens"),
    (Role::Total, "total_token_count"),
    (Role::Cost, "gen_ai.usage.cost"),
    (Role::Cost, "gen_ai.usage.total_cost"),
    (Role::Cost, "operation.cost"),
    (Role::Cost, "cost_usd"),
    (Role::Processing, "gen_ai.openai.response.service_tier"),
    (Role::Processing, "openai.response.service_tier"),
    (Role::Processing, "speed"),
];

/// Where Vercel's library keeps what the provider answered.
const PROVIDER_METADATA: &str = "ai.response.providerMetadata";

/// Attributes of a span, a record or a resource.
pub(super) struct Attributes<'own> {
    values: HashMap<&'own str, Cow<'own, str>>,
}

impl<'own> Attributes<'own> {
    pub fn new(pairs: impl Iterator<Item = (&'own str, Cow<'own, str>)>) -> Attributes<'own> {
        Attributes {
            values: pairs.collect(),
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|value| &**value)
    }

    /// The first attribute of a role that says something.
    pub fn text(&self, role: Role) -> Option<&str> {
        let mut of_role = NAMES.iter().filter(|(of, _)| *of == role);
        of_role.find_map(|(_, name)| self.get(name).filter(|value| !value.is_empty()))
    }

    pub fn name(&self, role: Role) -> Cow<'own, str> {
        Cow::Owned(self.text(role).unwrap_or_default().to_owned())
    }

    /// Whether tokens are told of.
    pub fn has_usage(&self) -> bool {
        let told = [Role::Input, Role::Output, Role::Total];
        told.into_iter().any(|role| self.text(role).is_some())
    }

    /// Whether it stands for several calls, whose own spans tell the same.
    pub fn is_roll_up(&self, span: &str) -> bool {
        const OPERATIONS: [&str; 4] = [
            "invoke_agent",
            "execute_tool",
            "create_agent",
            "invoke_workflow",
        ];
        /// Of Vercel's library; each has a child whose name goes on with `.doGenerate` or `.doStream`.
        const SPANS: [&str; 4] = [
            "ai.generateText",
            "ai.streamText",
            "ai.generateObject",
            "ai.streamObject",
        ];
        let operation = self.get("gen_ai.operation.name").unwrap_or_default();
        OPERATIONS.contains(&operation) || SPANS.contains(&span)
    }

    pub fn processing(&self) -> Cow<'own, str> {
        match self.text(Role::Processing) {
            None | Some("normal" | "standard" | "default" | "auto") => Cow::Borrowed(""),
            Some(other) => Cow::Owned(other.to_owned()),
        }
    }

    fn count(&self, role: Role) -> Option<u64> {
        self.text(role).and_then(count)
    }

    pub fn counts(&self) -> Counts {
        Counts {
            input: self.count(Role::Input),
            read: self.count(Role::Read),
            write: self.count(Role::Write),
            tool: self.count(Role::Tool),
            output: self.count(Role::Output),
            reasoning: self.count(Role::Reasoning),
            total: self.count(Role::Total),
            ..Counts::default()
        }
    }

    /// The usage that the provider answered, where a library kept it: it says how the provider counts.
    pub fn provider_body(&self) -> Option<String> {
        let metadata = self.get(PROVIDER_METADATA)?;
        let paths = Paths::new(["anthropic/usage", "bedrock/usage", "google/usageMetadata"]);
        let found = paths.pluck(metadata.as_bytes()).ok()?;
        found.into_iter().flatten().next().map(Cow::into_owned)
    }
}
